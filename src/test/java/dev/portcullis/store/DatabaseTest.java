package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.StoreException;
import dev.portcullis.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public final class DatabaseTest {
  private static final String COUNT = "SELECT COUNT(*) FROM t";
  private static final String INSERT = "INSERT INTO t VALUES (?)";

  private final TestDatabase testDatabase = TestDatabase.h2();
  // One connection, so that a second look at it meets the same.
  private final BasicDataSource lent = new BasicDataSource();

  @BeforeEach
  void open() {
    lent.setDriver(new org.h2.Driver());
    lent.setUrl(testDatabase.jdbcUrl());
    lent.setUsername("sa");
    lent.setMaxTotal(1);
    lent.setMaxWait(Duration.ofMillis(20));
    // As some containers hand connections on: just as they came back.
    lent.setDefaultAutoCommit(null);
    lent.setAutoCommitOnReturn(false);
    testDatabase.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  }

  @AfterEach
  void drop() throws SQLException {
    lent.close();
    testDatabase.close();
  }

  private void lendWithAutoCommit(boolean autoCommit) throws SQLException {
    try (Connection connection = lent.getConnection()) {
      connection.setAutoCommit(autoCommit);
    }
  }

  private boolean isLentWithAutoCommit() throws SQLException {
    try (Connection connection = lent.getConnection()) {
      return connection.getAutoCommit();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void statementIsCommittedAndTheConnectionGoesBackAsItCame(boolean autoCommit)
      throws SQLException {
    lendWithAutoCommit(autoCommit);

    boolean inserted = new Database(lent).insert("inserting", INSERT, 1);

    assertThat(inserted).isTrue();
    assertThat(testDatabase.column(COUNT)).containsExactly("1");
    assertThat(isLentWithAutoCommit()).isEqualTo(autoCommit);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void connectionGoesBackAsItCameAlsoAfterAFailure(boolean autoCommit) throws SQLException {
    lendWithAutoCommit(autoCommit);

    assertThatThrownBy(() -> new Database(lent).update("trying", "DELETE FROM nowhere"))
        .isInstanceOf(StoreException.class)
        .hasMessage("trying")
        .hasCauseInstanceOf(SQLException.class);
    assertThat(isLentWithAutoCommit()).isEqualTo(autoCommit);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void transactionIsDoneAsAWholeOrNotAtAll(boolean autoCommit) throws SQLException {
    lendWithAutoCommit(autoCommit);
    Database database = new Database(lent);

    database.inTransaction("adding two", connection -> add(connection, 1, 2));
    assertThatThrownBy(
            () -> database.inTransaction("adding three", connection -> add(connection, 3, 1)))
        .isInstanceOf(StoreException.class);

    assertThat(testDatabase.column("SELECT id FROM t ORDER BY id")).containsExactly("1", "2");
    assertThat(isLentWithAutoCommit()).isEqualTo(autoCommit);
  }

  private static int add(Connection connection, int first, int second) throws SQLException {
    return Sql.execute(connection, INSERT, first) + Sql.execute(connection, INSERT, second);
  }

  @Test
  void keyThatIsThereIsAnAnswerAndEveryOtherBrokenConstraintIsNot() {
    Database database = new Database(lent);

    assertThat(database.insert("inserting", INSERT, 1)).isTrue();
    assertThat(database.insert("inserting", INSERT, 1)).isFalse();
    assertThatThrownBy(() -> database.insert("inserting", INSERT, Optional.empty()))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void lentDataSourceStaysOpen() throws SQLException {
    new Database(lent).close();

    assertThat(lent.isClosed()).isFalse();
    assertThat(isLentWithAutoCommit()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"H2,H2", "MySQL,MYSQL", "MariaDB,MYSQL", "PostgreSQL,POSTGRESQL", "Oracle,OTHER"})
  void dialectIsToldByTheProduct(String product, Dialect dialect) {
    assertThat(Dialect.of(product)).isEqualTo(dialect);
  }

  @ParameterizedTest
  @CsvSource({
    "23505,0,true",
    "23000,1062,true",
    "23000,1586,true",
    "23000,1048,false",
    "23502,0,false",
    "40001,1062,false"
  })
  void duplicateKeyIsToldFromOtherFailures(String state, int code, boolean duplicate) {
    SQLException said = new SQLException("said", state, code);

    assertThat(Sql.isDuplicateKey(said)).isEqualTo(duplicate);
    assertThat(Sql.isDuplicateKey(new SQLException("pool", said))).isEqualTo(duplicate);
  }

  @Test
  void statementRolledBackForAnotherIsTriedThreeTimes() {
    testDatabase.execute(
        "CREATE ALIAS fall FOR 'dev.portcullis.store.DatabaseTest.fall'",
        "INSERT INTO t VALUES (0)");
    Database database = new Database(lent);

    falls.set(2);
    assertThat(database.update("falling", "UPDATE t SET id = fall()")).isEqualTo(1);
    falls.set(3);
    assertThatThrownBy(() -> database.update("falling", "UPDATE t SET id = fall()"))
        .isInstanceOf(StoreException.class);
  }

  private static final AtomicInteger falls = new AtomicInteger();

  /** What H2 calls within a statement, to fail it as a deadlock would. */
  public static int fall() throws SQLException {
    if (falls.getAndDecrement() > 0) {
      throw new SQLException("chosen as the victim of a deadlock", "40001");
    }
    return 1;
  }

  @Test
  @SuppressWarnings("BanJNDI") // The names are our own.
  void dataSourceThatIsNotBelowCompEnvIsFoundByItsNameAlone() throws NamingException {
    String name = "ds" + UUID.randomUUID().toString().substring(0, 8);
    Context root = new InitialContext();
    root.bind(name, lent);

    Database database = Database.named(name);

    database.ping();
    assertThat(database.dialect()).isEqualTo(Dialect.H2);
    root.unbind(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc/none", "ldap://127.0.0.1:1/x", "rmi://127.0.0.1:1/x"})
  void nameThatTheContainerDoesNotKnowIsRefused(String name) {
    assertThatThrownBy(() -> Database.named(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no data source is bound as java:comp/env/" + name + " or " + name);
  }

  @Test
  void nameOfTheJavaNamespaceIsTriedAsItIs() {
    assertThatThrownBy(() -> Database.named("java:jboss/none"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no data source is bound as java:jboss/none");
  }
}
