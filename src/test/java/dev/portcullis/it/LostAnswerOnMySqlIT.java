package dev.portcullis.it;

import dev.portcullis.testing.MySql;
import dev.portcullis.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
final class LostAnswerOnMySqlIT extends LostAnswerSuite {
  @Override
  TestDatabase newDatabase() {
    return MySql.fresh();
  }
}
