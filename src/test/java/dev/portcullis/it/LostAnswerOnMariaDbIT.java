package dev.portcullis.it;

import dev.portcullis.testing.MariaDb;
import dev.portcullis.testing.TestDatabase;

final class LostAnswerOnMariaDbIT extends LostAnswerSuite {
  @Override
  TestDatabase newDatabase() {
    return MariaDb.fresh();
  }
}
