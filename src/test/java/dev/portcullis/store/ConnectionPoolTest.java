package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.StoreException;
import dev.portcullis.testing.TestDatabase;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConnectionPoolTest {
  private static PoolSettings settings(String url, Optional<String> driverClass, int size) {
    return new PoolSettings(
        url, Optional.of("sa"), Optional.of(""), driverClass, size, Duration.ofMillis(20));
  }

  @Test
  void driverThatIsNotThereIsNamed() {
    assertThatThrownBy(
            () -> new ConnectionPool(settings("jdbc:mariadb://h/x", Optional.empty(), 1), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "JDBC driver org.mariadb.jdbc.Driver cannot be loaded:"
                + " put its jar into WEB-INF/lib or the container's lib folder");
  }

  @Test
  void classThatIsNoDriverIsRefused() {
    Optional<String> noDriver = Optional.of("java.lang.String");

    assertThatThrownBy(() -> new ConnectionPool(settings("jdbc:h2:mem:x", noDriver, 1), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasCauseInstanceOf(ClassCastException.class);
  }

  @Test
  void unknownUrlWantsTheDriversClass() {
    assertThatThrownBy(() -> new ConnectionPool(settings("jdbc:x:y", Optional.empty(), 1), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("which driver is this JDBC URL for? Name its class in jdbc-driver");
  }

  @Test
  void emptyPoolIsDatabaseTroubleAfterTheWait() throws SQLException {
    try (ConnectionPool pool =
            new ConnectionPool(settings("jdbc:h2:mem:drained", Optional.empty(), 1), false);
        Connection only = pool.dataSource().getConnection()) {
      Database database = new Database(pool);

      assertThat(only.isValid(1)).isTrue();
      assertThatThrownBy(database::ping).isInstanceOf(StoreException.class);
    }
  }

  @Test
  void closingWithTheClassLoaderLeavesNoConnectionAndNoDriverOfOursBehind() throws SQLException {
    TestDatabase testDatabase = TestDatabase.h2();
    DriverManager.registerDriver(new org.h2.Driver());
    ConnectionPool pool = new ConnectionPool(testDatabase.poolSettings(), true);
    Database database = new Database(pool);
    database.ping();

    database.close();

    assertThat(testDatabase.column("SELECT session_id FROM information_schema.sessions"))
        .hasSize(1);
    assertThat(DriverManager.drivers().map(driver -> driver.getClass().getClassLoader()))
        .doesNotContain(ConnectionPool.class.getClassLoader());
    assertThatThrownBy(database::ping).isInstanceOf(StoreException.class);
    testDatabase.close();
  }

  @Test
  void closingLeavesTheDriversOfAClassLoaderThatGoesOn() throws SQLException {
    TestDatabase testDatabase = TestDatabase.h2();
    Driver registered = new org.h2.Driver();
    DriverManager.registerDriver(registered);
    ConnectionPool pool = new ConnectionPool(testDatabase.poolSettings(), false);
    Database database = new Database(pool);
    database.ping();

    database.close();

    assertThat(testDatabase.column("SELECT session_id FROM information_schema.sessions"))
        .hasSize(1);
    assertThat(DriverManager.drivers()).contains(registered);
    DriverManager.deregisterDriver(registered);
    testDatabase.close();
  }
}
