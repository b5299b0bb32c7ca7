package dev.portcullis.it;

import dev.portcullis.testing.MySql;
import dev.portcullis.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class ParallelRefreshOnMySqlIT extends ParallelRefreshSuite {
  @Override
  TestDatabase newDatabase() {
    return MySql.fresh();
  }
}
