package dev.portcullis.store;

import dev.portcullis.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.dbcp2.PoolableConnection;
import org.apache.commons.pool2.impl.GenericObjectPool;

/**
 * A pool of connections of our own, for applications whose container has none.
 *
 * <p>It connects at the first use, not when it is made, and has no thread and no MBean.
 */
public final class ConnectionPool implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ConnectionPool.class.getName());

  private static final String MYSQL_CLEANUP = "com.mysql.cj.jdbc.AbandonedConnectionCleanupThread";
  private static final String MYSQL_CLEANUP_THREAD = "mysql-cj-abandoned-connection-cleanup";

  private final OwnPool pool;
  private final Driver driver;
  private final boolean endsWithLoader;

  /**
   * Loads the driver and prepares the pool.
   *
   * @param endsWithLoader whether the class loader that has loaded us ends with the pool, and with
   *     it all that it has loaded
   * @throws IllegalArgumentException if the URL is refused, or its driver is not known or not there
   */
  public ConnectionPool(PoolSettings settings, boolean endsWithLoader) {
    this.endsWithLoader = endsWithLoader;
    JdbcUrl url = new JdbcUrl(settings.url());
    driver =
        load(
            settings
                .driverClass()
                .or(url::driverClass)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "which driver is this JDBC URL for? Name its class in jdbc-driver")));
    pool = new OwnPool();
    // An instance: DriverManager would take whichever driver answers first, and would keep it.
    pool.setDriver(driver);
    pool.setUrl(settings.url());
    settings.username().ifPresent(pool::setUsername);
    settings.password().ifPresent(pool::setPassword);
    url.properties().forEach(pool::addConnectionProperty);

    pool.setMaxTotal(settings.size());
    pool.setMaxIdle(settings.size());
    pool.setMinIdle(0);
    pool.setMaxWait(settings.maxWait());

    // A connection is asked whether it lives (a ping, no SQL) each time it is borrowed: after a
    // restart of the database no request meets a dead one. It retires long before the eight hours
    // after which MySQL hangs up.
    pool.setTestOnBorrow(true);
    pool.setValidationQueryTimeout(Duration.ofSeconds(2));
    pool.setFastFailValidation(true);
    pool.setMaxConn(Duration.ofMinutes(30));
    pool.setLogExpiredConnections(false);

    pool.setDefaultAutoCommit(true);
    pool.setRollbackOnReturn(true);
    pool.setAutoCommitOnReturn(true);
    pool.setPoolPreparedStatements(true);
    pool.setMaxOpenPreparedStatements(32);
  }

  // The WAR brings the driver, and we may live in a loader above the WAR's.
  private static Driver load(String driverClass) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context != null ? context : ConnectionPool.class.getClassLoader();
    try {
      return Class.forName(driverClass, true, loader)
          .asSubclass(Driver.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
      throw new IllegalArgumentException(
          "JDBC driver "
              + driverClass
              + " cannot be loaded: put its jar into WEB-INF/lib or the container's lib folder",
          e);
    }
  }

  DataSource dataSource() {
    return pool;
  }

  /** How it stands now. */
  PoolUse use() {
    return new PoolUse(pool.getNumActive(), pool.getNumIdle(), pool.waiting(), pool.getMaxTotal());
  }

  /** One that tells who waits. */
  private static final class OwnPool extends BasicDataSource {
    int waiting() {
      GenericObjectPool<PoolableConnection> connections = getConnectionPool();
      return connections == null ? 0 : connections.getNumWaiters(); // Null before the first use.
    }
  }

  /**
   * Closes every connection. If our class loader ends with the pool, nothing that it has loaded
   * stays behind in the JVM either: no thread of the driver, and none of its drivers in {@link
   * DriverManager}, also those that the application has registered.
   *
   * <p>What belongs to another class loader, or to one that goes on, serves others and stays.
   *
   * @throws StoreException if a connection or driver could not be put away; the rest is
   */
  @Override
  public void close() {
    try {
      try {
        pool.close();
      } finally {
        if (endsWithLoader) {
          try {
            stopMySqlThread();
          } finally {
            deregisterDrivers();
          }
        }
      }
    } catch (SQLException e) {
      throw new StoreException("closing the connection pool", e);
    }
  }

  private void stopMySqlThread() {
    ClassLoader loader = driver.getClass().getClassLoader();
    if (loader != ConnectionPool.class.getClassLoader()
        || !driver.getClass().getName().startsWith("com.mysql.")) {
      return;
    }
    try {
      // "Checked" leaves the thread alone if it was started under another context class loader.
      Class.forName(MYSQL_CLEANUP, true, loader).getMethod("checkedShutdown").invoke(null);
      // The container looks for left threads right after us.
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().equals(MYSQL_CLEANUP_THREAD)
            && thread.getContextClassLoader() == loader) {
          thread.join(2_000);
        }
      }
    } catch (ReflectiveOperationException e) {
      LOG.log(Level.WARNING, "The clean-up thread of MySQL's driver could not be stopped", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deregisterDrivers() throws SQLException {
    for (Driver registered : Collections.list(DriverManager.getDrivers())) {
      if (registered.getClass().getClassLoader() == ConnectionPool.class.getClassLoader()) {
        DriverManager.deregisterDriver(registered);
      }
    }
  }
}
