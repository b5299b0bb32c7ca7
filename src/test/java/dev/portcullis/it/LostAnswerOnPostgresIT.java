package dev.portcullis.it;

import dev.portcullis.testing.Postgres;
import dev.portcullis.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("nodes")
final class LostAnswerOnPostgresIT extends LostAnswerSuite {
  @Override
  TestDatabase newDatabase() {
    return Postgres.fresh();
  }
}
