package dev.portcullis.store;

import dev.portcullis.testing.Postgres;
import dev.portcullis.testing.TestDatabase;

final class StoreOnPostgresIT extends StoreContract {
  @Override
  TestDatabase fresh() {
    return Postgres.fresh();
  }
}
