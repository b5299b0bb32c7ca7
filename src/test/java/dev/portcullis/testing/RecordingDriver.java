package dev.portcullis.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;

/** A driver for {@code jdbc-driver} that notes every statement which passes to the real one. */
public final class RecordingDriver implements Driver {
  private static final Map<String, Statement> RECORDED = new ConcurrentHashMap<>();
  private static volatile Driver real;

  /** The last time that a text of SQL was run: with which values, and how many rows at most. */
  public record Statement(String sql, SortedMap<Integer, Object> values, int maxRows) {

    /** The same values for a statement that begins with something else. */
    public PreparedStatement prepare(Connection connection, String prefix) throws SQLException {
      PreparedStatement statement = connection.prepareStatement(prefix + sql);
      statement.setMaxRows(maxRows);
      for (Map.Entry<Integer, Object> value : values.entrySet()) {
        if (value.getValue() == NULL) {
          statement.setNull(value.getKey(), Types.NULL);
        } else {
          statement.setObject(value.getKey(), value.getValue());
        }
      }
      return statement;
    }
  }

  private static final Object NULL = new Object();

  /** Forgets what was noted; from now on statements go to this driver. */
  public static void begin(Driver driver) {
    RECORDED.clear();
    real = driver;
  }

  /** What was run since, once per text. */
  public static List<Statement> recorded() {
    return List.copyOf(RECORDED.values());
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    return proxy(Connection.class, real.connect(url, info), new ConnectionCalls());
  }

  private interface Calls {
    Object after(String method, Object[] arguments, Object result);
  }

  private static final class ConnectionCalls implements Calls {
    @Override
    public Object after(String method, Object[] arguments, Object result) {
      return method.equals("prepareStatement")
          ? proxy(
              PreparedStatement.class,
              (PreparedStatement) result,
              new StatementCalls((String) arguments[0]))
          : result;
    }
  }

  private static final class StatementCalls implements Calls {
    private final String sql;
    private final SortedMap<Integer, Object> values = new TreeMap<>();
    private int maxRows;

    StatementCalls(String sql) {
      this.sql = sql;
    }

    @Override
    public Object after(String method, Object[] arguments, Object result) {
      if (method.equals("setMaxRows")) {
        maxRows = (int) arguments[0];
      } else if (method.equals("setNull")) {
        values.put((int) arguments[0], NULL);
      } else if (method.startsWith("set") && arguments.length == 2) {
        values.put((int) arguments[0], arguments[1]);
      } else if (method.equals("executeQuery") || method.equals("executeUpdate")) {
        RECORDED.put(sql, new Statement(sql, new TreeMap<>(values), maxRows));
      }
      return result;
    }
  }

  private static <T> T proxy(Class<T> type, T target, Calls calls) {
    return type.cast(
        Proxy.newProxyInstance(
            RecordingDriver.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return calls.after(method.getName(), arguments, method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return real.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("no logger");
  }
}
