package dev.portcullis.it;

import dev.portcullis.testing.MySql;
import dev.portcullis.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class DjangoContractOnMySqlIT extends DjangoContractSuite {
  @Override
  TestDatabase database() {
    return MySql.fresh();
  }
}
