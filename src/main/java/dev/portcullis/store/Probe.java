package dev.portcullis.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Asks a database at start whether it has what the settings name, without reading a row. */
final class Probe {
  private static final String NO_ROWS = "SELECT %s FROM %s u WHERE 1 = 0";

  private final Connection connection;

  Probe(Connection connection) {
    this.connection = connection;
  }

  /**
   * What is missing of a table: the table, or some of its columns; one sentence each.
   *
   * @param tableParameter the parameter that names the table
   * @param columns the columns, each under the parameter that names it and whatever else tells one
   *     from another, after a space
   */
  List<String> unknownNames(String tableParameter, SqlName table, Map<String, SqlName> columns)
      throws SQLException {
    StringJoiner all = new StringJoiner(", ");
    for (SqlName column : columns.values()) {
      all.add("u." + column);
    }
    if (!columns.isEmpty() && !isRefused(NO_ROWS.formatted(all, table))) {
      return List.of();
    }
    if (isRefused(NO_ROWS.formatted("1", table))) {
      return List.of(
          "table %s is missing or may not be read; correct %s or grant SELECT on it"
              .formatted(table, tableParameter));
    }
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, SqlName> column : columns.entrySet()) {
      if (isRefused(NO_ROWS.formatted("u." + column.getValue(), table))) {
        problems.add(
            "table %s has no column %s that may be read; correct %s"
                .formatted(table, column.getValue(), column.getKey().split(" ", 2)[0]));
      }
    }
    return problems;
  }

  /** Whether the database refuses the query; every query is run, see {@link UserProblems}. */
  boolean isRefused(String sql, Object... values) throws SQLException {
    try {
      Sql.select(connection, 1, sql, row -> row, values);
      return false;
    } catch (SQLException e) {
      if (Sql.isRefused(e)) {
        return true;
      }
      if (Sql.isOutsideColumn(e)) { // The value is wrong, not the query.
        return false;
      }
      throw e;
    }
  }

  /** Whether the database refuses a statement that changes nothing, for a right or a name. */
  boolean isWritingRefused(String sql) throws SQLException {
    try {
      Sql.execute(connection, sql);
      return false;
    } catch (SQLException e) {
      if (Sql.isRefused(e)) {
        return true;
      }
      throw e;
    }
  }

  /** The columns that a query gives. */
  RowLabels labels(String sql, Object... values) throws SQLException {
    return Sql.describe(connection, sql, values);
  }
}
