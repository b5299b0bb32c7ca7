package dev.portcullis.it;

import dev.portcullis.testing.MySql;
import dev.portcullis.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
@Tag("nodes")
final class ThreeNodesOnMySqlIT extends NodesSuite {
  @Override
  TestDatabase newDatabase() {
    return MySql.fresh();
  }

  @Override
  int size() {
    return 3;
  }
}
