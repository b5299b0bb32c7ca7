package dev.portcullis.it;

import dev.portcullis.testing.Postgres;
import dev.portcullis.testing.TestDatabase;

class DjangoContractOnPostgresIT extends DjangoContractSuite {
  @Override
  TestDatabase database() {
    return Postgres.fresh();
  }
}
