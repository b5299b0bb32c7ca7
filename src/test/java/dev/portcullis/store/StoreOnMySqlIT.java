package dev.portcullis.store;

import dev.portcullis.testing.MySql;
import dev.portcullis.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
final class StoreOnMySqlIT extends StoreContract implements CollationContract {
  @Override
  TestDatabase fresh() {
    return MySql.fresh();
  }
}
