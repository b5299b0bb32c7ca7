package dev.portcullis.it;

import dev.portcullis.testing.Postgres;
import dev.portcullis.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("django")
class DjangoBesideOnPostgresIT extends DjangoBesideSuite {
  @Override
  TestDatabase newDatabase() {
    return Postgres.fresh();
  }
}
