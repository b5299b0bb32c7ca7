package dev.portcullis.store;

import dev.portcullis.testing.MariaDb;
import dev.portcullis.testing.TestDatabase;

final class StoreOnMariaDbIT extends StoreContract implements CollationContract {
  @Override
  TestDatabase fresh() {
    return MariaDb.fresh();
  }
}
