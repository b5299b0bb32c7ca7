package dev.portcullis.it;

import dev.portcullis.testing.Postgres;
import dev.portcullis.testing.TestDatabase;

class ParallelRefreshOnPostgresIT extends ParallelRefreshSuite {
  @Override
  TestDatabase newDatabase() {
    return Postgres.fresh();
  }
}
