package dev.portcullis.store;

import dev.portcullis.testing.TestDatabase;

final class StoreOnH2Test extends StoreContract {
  @Override
  TestDatabase fresh() {
    return TestDatabase.h2();
  }
}
