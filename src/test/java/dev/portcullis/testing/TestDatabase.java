package dev.portcullis.testing;

import dev.portcullis.store.ConnectionPool;
import dev.portcullis.store.Database;
import dev.portcullis.store.PoolSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * An empty database for one test, on some server; closing it drops it.
 *
 * <p>{@link #h2()} is the quickest, {@link MariaDb#fresh()} and {@link MySql#fresh()} are the real
 * ones.
 */
public final class TestDatabase implements AutoCloseable {
  private final java.sql.Driver driver;
  private final String jdbcUrl;
  private final String username;
  private final String password;
  private final String dropping;

  TestDatabase(
      java.sql.Driver driver, String jdbcUrl, String username, String password, String dropping) {
    this.driver = driver;
    this.jdbcUrl = jdbcUrl;
    this.username = username;
    this.password = password;
    this.dropping = dropping;
  }

  /** A new database in the memory of this JVM. */
  public static TestDatabase h2() {
    return new TestDatabase(
        new org.h2.Driver(),
        "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
        "sa",
        "",
        "SHUTDOWN");
  }

  /** The same, for applications that have an H2 of their own and see it through a socket. */
  public static TestDatabase h2OverTcp() {
    return new TestDatabase(
        new org.h2.Driver(),
        H2Server.url() + "mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
        "sa",
        "",
        "SHUTDOWN");
  }

  public java.sql.Driver driver() {
    return driver;
  }

  public String jdbcUrl() {
    return jdbcUrl;
  }

  public String username() {
    return username;
  }

  public String password() {
    return password;
  }

  /** The parameters of an application on this database, without their prefix; to be added to. */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("jdbc-url", jdbcUrl);
    parameters.put("jdbc-username", username);
    parameters.put("jdbc-password", password);
    return parameters;
  }

  /** Settings for a pool of 8 connections. */
  public PoolSettings poolSettings() {
    return new PoolSettings(
        jdbcUrl,
        Optional.of(username),
        Optional.of(password),
        Optional.empty(),
        8,
        Duration.ofSeconds(10));
  }

  /** A new pool of 8 connections, as the product makes it; whoever asks for it closes it. */
  public Database open() {
    return new Database(new ConnectionPool(poolSettings(), false));
  }

  /**
   * A connection past the product; not through {@link DriverManager}, which the product empties.
   */
  public Connection connect() throws SQLException {
    Properties user = new Properties();
    user.setProperty("user", username);
    user.setProperty("password", password);
    return driver.connect(jdbcUrl, user);
  }

  /** Runs statements past the product. */
  public void execute(String... statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of all rows, as text. */
  public List<String> column(String query) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      List<String> values = new ArrayList<>();
      while (row.next()) {
        values.add(row.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Drops the database with all that is in it. */
  @Override
  public void close() {
    execute(dropping);
  }
}
