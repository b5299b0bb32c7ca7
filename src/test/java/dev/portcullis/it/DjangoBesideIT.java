package dev.portcullis.it;

import dev.portcullis.testing.MariaDb;
import dev.portcullis.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("django")
class DjangoBesideIT extends DjangoBesideSuite {
  @Override
  TestDatabase newDatabase() {
    return MariaDb.fresh();
  }
}
