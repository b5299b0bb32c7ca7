package dev.portcullis.store;

import dev.portcullis.testing.TestDatabase;

/** The database that a part of the contract is run on. */
interface OnDatabase {
  TestDatabase testDatabase();

  Database database();
}
