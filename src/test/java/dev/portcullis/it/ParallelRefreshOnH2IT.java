package dev.portcullis.it;

import dev.portcullis.testing.TestDatabase;

class ParallelRefreshOnH2IT extends ParallelRefreshSuite {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
