package dev.portcullis.it;

import dev.portcullis.testing.MariaDb;
import dev.portcullis.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("nodes")
final class ThreeNodesOnMariaDbIT extends NodesSuite {
  @Override
  TestDatabase newDatabase() {
    return MariaDb.fresh();
  }

  @Override
  int size() {
    return 3;
  }
}
