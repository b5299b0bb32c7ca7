package dev.portcullis.it;

import dev.portcullis.testing.MariaDb;
import dev.portcullis.testing.TestDatabase;

class DjangoContractOnMariaDbIT extends DjangoContractSuite {
  @Override
  TestDatabase database() {
    return MariaDb.fresh();
  }
}
