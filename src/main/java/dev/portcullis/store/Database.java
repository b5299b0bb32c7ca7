package dev.portcullis.store;

import dev.portcullis.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database in which tables lie: connections out and back, and failures as {@link
 * StoreException}.
 *
 * <p>Each statement is its own transaction.
 */
public final class Database implements AutoCloseable {
  private static final int TRIES = 3;

  private final DataSource dataSource;
  private final Optional<ConnectionPool> pool;
  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private volatile @Nullable Dialect dialect;

  /** A data source that belongs to somebody else: {@link #close()} leaves it open. */
  public Database(DataSource dataSource) {
    this(dataSource, Optional.empty());
  }

  /** A pool of our own, which {@link #close()} closes. */
  public Database(ConnectionPool pool) {
    this(pool.dataSource(), Optional.of(pool));
  }

  private Database(DataSource dataSource, Optional<ConnectionPool> pool) {
    this.dataSource = dataSource;
    this.pool = pool;
  }

  /**
   * The container's data source of this name, looked up below {@code java:comp/env/} first.
   *
   * @throws IllegalArgumentException if no data source is bound there, or the name would be looked
   *     up elsewhere than in the container
   * @throws StoreException if one is bound, but the container fails to make it
   */
  public static Database named(String name) {
    List<String> names =
        name.startsWith("java:") ? List.of(name) : List.of("java:comp/env/" + name, name);
    List<String> others = new ArrayList<>();
    Optional<NamingException> failure = Optional.empty();
    for (String candidate : names) {
      try {
        Object bound = lookUp(candidate).orElse(null);
        if (bound instanceof DataSource found) {
          return new Database(found);
        }
        if (bound != null) {
          others.add(
              candidate + " is bound to a " + bound.getClass().getName() + ", no data source");
        }
      } catch (NamingException e) {
        failure = failure.or(() -> Optional.of(e));
      }
    }
    if (failure.isPresent()) {
      throw new StoreException("the container cannot give that data source", failure.get());
    }
    throw new IllegalArgumentException(
        others.isEmpty()
            ? "no data source is bound as " + String.join(" or ", names)
            : String.join("; ", others));
  }

  // A name such as ldap://host/x makes an object of what a stranger's server sends; the names that
  // are let through never leave the container.
  @SuppressWarnings("BanJNDI")
  private static Optional<Object> lookUp(String name) throws NamingException {
    if (name.replaceFirst("^java:", "").contains(":")) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(new InitialContext().lookup(name));
    } catch (NamingException e) {
      if (isNotThere(e)) {
        return Optional.empty(); // Who calls tells all the names it tried.
      }
      throw e;
    }
  }

  /** Some containers wrap it. */
  private static boolean isNotThere(Throwable failure) {
    Throwable cause = failure;
    while (cause != null
        && !(cause instanceof NameNotFoundException
            || cause instanceof NoInitialContextException)) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  /**
   * Asks the database for a sign of life.
   *
   * @throws StoreException if it gives none within two seconds, beyond what connecting takes
   */
  public void ping() {
    run(
        "asking the database for a sign of life",
        connection -> {
          if (!connection.isValid(2)) {
            throw new SQLNonTransientConnectionException("the connection is not valid", "08006");
          }
          return true;
        });
  }

  /** Whose SQL the database speaks; asked once. */
  public Dialect dialect() {
    Dialect known = dialect;
    if (known == null) {
      known =
          run(
              "asking the database for its name",
              connection -> Dialect.of(connection.getMetaData().getDatabaseProductName()));
      dialect = known;
    }
    return known;
  }

  /** Closes the pool, if it is ours. */
  @Override
  public void close() {
    pool.ifPresent(ConnectionPool::close);
  }

  /** How often a connection was wanted so far. */
  public long calls() {
    return calls.sum();
  }

  /** How often that, or what was done with it, failed. */
  public long failures() {
    return failures.sum();
  }

  /** How long it all took in nanoseconds, waiting for a connection included. */
  public long nanos() {
    return nanos.sum();
  }

  /** How the pool stands, if it is ours. */
  public Optional<PoolUse> pool() {
    return pool.map(ConnectionPool::use);
  }

  /** What is done with a connection. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** All rows of a query. */
  <T> List<T> all(String doing, String sql, Sql.Reader<T> reader, Object... values) {
    return run(doing, connection -> Sql.select(connection, sql, reader, values));
  }

  /** The first rows of a query, at most {@code limit}. */
  <T> List<T> all(String doing, int limit, String sql, Sql.Reader<T> reader, Object... values) {
    return run(doing, connection -> Sql.select(connection, limit, sql, reader, values));
  }

  /** The first row of a query. */
  <T> Optional<T> first(String doing, String sql, Sql.Reader<T> reader, Object... values) {
    return all(doing, sql, reader, values).stream().findFirst();
  }

  /** How many rows a statement met. */
  int update(String doing, String sql, Object... values) {
    return run(doing, connection -> execute(connection, sql, values));
  }

  /** Inserts a row and says whether this call did: false if its key is there already. */
  boolean insert(String doing, String sql, Object... values) {
    return run(
        doing,
        connection -> {
          try {
            return execute(connection, sql, values) == 1;
          } catch (SQLException e) {
            if (Sql.isDuplicateKey(e)) {
              return false;
            }
            throw e;
          }
        });
  }

  // A statement that was rolled back in favour of another did nothing yet: it may go again.
  private static int execute(Connection connection, String sql, Object... values)
      throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        return Sql.execute(connection, sql, values);
      } catch (SQLException e) {
        if (attempt == TRIES || !Sql.isWorthARetry(e)) {
          throw e;
        }
      }
    }
  }

  /** Works on a connection that commits each statement. */
  <T> T run(String doing, Work<T> work) {
    return run(doing, true, work);
  }

  /** Works on a connection in one transaction: all of it is done, or nothing. */
  <T> T inTransaction(String doing, Work<T> work) {
    return run(
        doing,
        false,
        connection -> {
          try {
            T result = work.on(connection);
            connection.commit();
            return result;
          } catch (SQLException | RuntimeException e) {
            try {
              connection.rollback();
            } catch (SQLException failed) {
              e.addSuppressed(failed);
            }
            throw e;
          }
        });
  }

  // A container's pool may lend connections that do not commit by themselves, and wants them back
  // as they were.
  private <T> T run(String doing, boolean autoCommit, Work<T> work) {
    long began = System.nanoTime();
    calls.increment();
    try {
      return lent(doing, autoCommit, work);
    } catch (StoreException e) {
      failures.increment();
      throw e;
    } finally {
      nanos.add(System.nanoTime() - began);
    }
  }

  private <T> T lent(String doing, boolean autoCommit, Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      boolean lent = connection.getAutoCommit();
      if (lent == autoCommit) {
        return work.on(connection);
      }
      connection.setAutoCommit(autoCommit);
      try {
        return work.on(connection);
      } finally {
        connection.setAutoCommit(lent);
      }
    } catch (SQLException e) {
      throw new StoreException(doing, e);
    }
  }
}
