package dev.portcullis.store;

import dev.portcullis.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tables do on every database; each test has an empty database with our tables. */
abstract class StoreContract
    implements SchemaContract,
        TokenTableContract,
        SessionTableContract,
        KeyTableContract,
        FailedLoginTableContract,
        UserTableContract,
        UserLayoutContract,
        UserClaimsContract,
        CredentialChangeContract,
        PasswordColumnContract,
        DjangoTableContract,
        AuditTableContract {
  private TestDatabase testDatabase;
  private Database database;

  abstract TestDatabase fresh();

  @BeforeEach
  void open() {
    testDatabase = fresh();
    database = testDatabase.open();
    new Schema(database, "portcullis_").create(true);
  }

  @AfterEach
  void drop() {
    database.close();
    testDatabase.close();
  }

  @Override
  public final TestDatabase testDatabase() {
    return testDatabase;
  }

  @Override
  public final Database database() {
    return database;
  }
}
