package dev.portcullis.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One statement on one connection, and what the database's answer means. */
final class Sql {

  /** MySQL twice, Oracle, SQL Server twice: they say 23000 for every broken constraint. */
  private static final Set<Integer> DUPLICATE_KEY = Set.of(1062, 1586, 1, 2601, 2627);

  private Sql() {}

  /** Makes an object of the row that a result set stands on. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * All rows. A value is a {@link String}, {@link Integer}, {@link Long}, {@link Boolean}, a {@link
   * java.util.UUID}, bytes, an {@link Instant}, or an {@link Optional} of one of these.
   */
  static <T> List<T> select(Connection connection, String sql, Reader<T> reader, Object... values)
      throws SQLException {
    return select(connection, 0, sql, reader, values);
  }

  /** The first rows, at most {@code limit}; 0 for all. */
  static <T> List<T> select(
      Connection connection, int limit, String sql, Reader<T> reader, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setMaxRows(limit);
      bind(statement, values);
      try (ResultSet row = statement.executeQuery()) {
        List<T> rows = new ArrayList<>();
        while (row.next()) {
          rows.add(reader.read(row));
        }
        return rows;
      }
    }
  }

  /** What the answer to a query is made of. */
  static RowLabels describe(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setMaxRows(1);
      bind(statement, values);
      try (ResultSet answer = statement.executeQuery()) {
        return RowLabels.of(answer.getMetaData());
      }
    }
  }

  /**
   * Checks a query of the deployer's.
   *
   * @throws IllegalArgumentException if it has not exactly one {@code ?}
   */
  static void checkOneParameter(String name, String query, String meant) {
    // What stands in quotes is text or a name, and no parameter.
    long parameters =
        query.replaceAll("'[^']*'|\"[^\"]*\"|`[^`]*`", "").chars().filter(c -> c == '?').count();
    if (parameters != 1) {
      throw new IllegalArgumentException(
          "%s = \"%s\" has %d ?: want one, for %s".formatted(name, query, parameters, meant));
    }
  }

  /** How many rows the statement met; MySQL counts also those that it did not have to change. */
  static int execute(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      bind(statement, i + 1, values[i]);
    }
  }

  private static void bind(PreparedStatement statement, int index, Object value)
      throws SQLException {
    if (value instanceof Optional<?> optional) {
      if (optional.isPresent()) {
        bind(statement, index, optional.get());
      } else {
        statement.setNull(index, Types.NULL);
      }
    } else if (value instanceof Instant moment) {
      statement.setLong(index, moment.toEpochMilli());
    } else {
      statement.setObject(index, value);
    }
  }

  /** The text of a column that may be NULL. */
  static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  /** The text of a column that may be NULL, without what the database fills it up with. */
  static Optional<String> text(ResultSet row, RowLabels.Column column) throws SQLException {
    Optional<String> text = Optional.ofNullable(row.getString(column.index()));
    return column.isPadded() ? text.map(padded -> padded.replaceFirst(" +$", "")) : text;
  }

  /** The moment in a column that is never NULL. */
  static Instant moment(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  /** The moment in a column that may be NULL. */
  static Optional<Instant> optionalMoment(ResultSet row, String column) throws SQLException {
    Instant moment = moment(row, column);
    return row.wasNull() ? Optional.empty() : Optional.of(moment);
  }

  /** Whether a row with this key is there already; no other broken constraint counts. */
  static boolean isDuplicateKey(SQLException e) {
    SQLException said = byDatabase(e);
    return "23505".equals(said.getSQLState())
        || ("23000".equals(said.getSQLState()) && DUPLICATE_KEY.contains(said.getErrorCode()));
  }

  /**
   * Whether the database rolled the statement back for no fault of its own (a deadlock, a lost
   * serialization, a Galera conflict), so that it may be tried again.
   */
  static boolean isWorthARetry(SQLException e) {
    return List.of("40001", "40P01").contains(state(e));
  }

  /** Whether what was to be created is there already. */
  static boolean isAlreadyThere(SQLException e) {
    return List.of("42P07", "42710", "42S01", "42S11").contains(state(e));
  }

  /** Whether the statement itself is refused: a name that is not there, a right that is missing. */
  static boolean isRefused(SQLException e) {
    return byDatabase(e) instanceof SQLSyntaxErrorException
        || state(e).startsWith("42")
        || state(e).startsWith("3F")
        // H2: schema not found.
        || state(e).equals("90079");
  }

  /**
   * Whether no row can have a text that was looked for: it has characters that the column's or
   * database's character set does not have, or the column has numbers and this is none.
   */
  static boolean isOutsideColumn(SQLException e) {
    int code = byDatabase(e).getErrorCode();
    return code == 1267
        || code == 3988
        || List.of("22P05", "22021", "22018", "22P02").contains(state(e));
  }

  private static String state(SQLException e) {
    return String.valueOf(byDatabase(e).getSQLState());
  }

  // A pool that keeps prepared statements wraps what preparing one throws.
  private static SQLException byDatabase(SQLException e) {
    SQLException said = e;
    while (said.getSQLState() == null && said.getCause() instanceof SQLException cause) {
      said = cause;
    }
    return said;
  }
}
