package dev.portcullis.it;

import dev.portcullis.testing.MariaDb;
import dev.portcullis.testing.TestDatabase;

final class TwoNodesOnMariaDbIT extends NodesSuite {
  @Override
  TestDatabase newDatabase() {
    return MariaDb.fresh();
  }

  @Override
  int size() {
    return 2;
  }
}
