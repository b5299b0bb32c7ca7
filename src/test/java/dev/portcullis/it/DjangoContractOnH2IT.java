package dev.portcullis.it;

import dev.portcullis.testing.TestDatabase;

class DjangoContractOnH2IT extends DjangoContractSuite {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
