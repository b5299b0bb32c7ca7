package dev.portcullis.it;

import dev.portcullis.testing.Postgres;
import dev.portcullis.testing.TestDatabase;

class ContractOnPostgresIT extends ContractSuite {
  @Override
  TestDatabase database() {
    return Postgres.fresh();
  }
}
