package dev.portcullis.it;

import dev.portcullis.testing.TestDatabase;

class ContractOnH2IT extends ContractSuite {
  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
