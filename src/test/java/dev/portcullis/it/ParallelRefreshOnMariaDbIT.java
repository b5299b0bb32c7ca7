package dev.portcullis.it;

import dev.portcullis.testing.MariaDb;
import dev.portcullis.testing.TestDatabase;

class ParallelRefreshOnMariaDbIT extends ParallelRefreshSuite {
  @Override
  TestDatabase newDatabase() {
    return MariaDb.fresh();
  }
}
