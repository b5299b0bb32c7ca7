package dev.portcullis.it;

import dev.portcullis.testing.MariaDb;
import dev.portcullis.testing.TestDatabase;

class ContractOnMariaDbIT extends ContractSuite {
  @Override
  TestDatabase database() {
    return MariaDb.fresh();
  }
}
