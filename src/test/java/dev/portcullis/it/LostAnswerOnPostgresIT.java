package dev.portcullis.it;

import dev.portcullis.testing.Postgres;
import dev.portcullis.testing.TestDatabase;

final class LostAnswerOnPostgresIT extends LostAnswerSuite {
  @Override
  TestDatabase newDatabase() {
    return Postgres.fresh();
  }
}
