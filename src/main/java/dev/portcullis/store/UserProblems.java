package dev.portcullis.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holds a mapping against the database, column by column, so that each mistake has its name. */
final class UserProblems {
  private static final String NO_ROWS = "SELECT %s FROM %s u WHERE 1 = 0";

  private final UserMapping mapping;
  private final String findByUsername;

  UserProblems(UserMapping mapping, String findByUsername) {
    this.mapping = mapping;
    this.findByUsername = findByUsername;
  }

  /** The sentences; later checks are made only if the earlier ones found nothing. */
  List<String> of(Connection connection) throws SQLException {
    if (isRefused(connection, NO_ROWS.formatted("1", mapping.table()))) {
      return List.of(
          "table %s is missing or may not be read; correct users-table or grant SELECT on it"
              .formatted(mapping.table()));
    }
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, SqlName> column : mappedColumns().entrySet()) {
      if (isRefused(connection, NO_ROWS.formatted("u." + column.getValue(), mapping.table()))) {
        problems.add(
            "table %s has no column %s that may be read; correct %s"
                .formatted(mapping.table(), column.getValue(), column.getKey()));
      }
    }
    return problems.isEmpty() ? deeperProblems(connection) : problems;
  }

  private Map<String, SqlName> mappedColumns() {
    Map<String, SqlName> columns = new TreeMap<>();
    columns.put("id-column", mapping.idColumn());
    columns.put("username-column", mapping.usernameColumn());
    columns.put("password-column", mapping.passwordColumn());
    mapping.emailColumn().ifPresent(column -> columns.put("email-column", column));
    mapping.activeColumn().ifPresent(column -> columns.put("active-column", column));
    mapping.rolesColumn().ifPresent(column -> columns.put("roles-column", column));
    mapping.saltColumn().ifPresent(column -> columns.put("salt-column", column));
    return columns;
  }

  private List<String> deeperProblems(Connection connection) throws SQLException {
    Optional<IdKind> kind = IdKind.read(connection, mapping);
    if (kind.isEmpty()) {
      return List.of(
          "column %s of table %s is neither whole number nor text nor UUID; correct id-column"
              .formatted(mapping.idColumn(), mapping.table()));
    }
    List<String> problems = new ArrayList<>();
    if (isRefused(connection, findByUsername, "")) {
      problems.add(
          "column %s of table %s cannot be compared with text; correct username-column"
              .formatted(mapping.usernameColumn(), mapping.table()));
    }
    if (mapping.rolesQuery().isPresent()) {
      String query = mapping.rolesQuery().get();
      if (isRefused(connection, query, kind.get().nobody())) {
        problems.add(
            "roles-query \"%s\" is refused by the database; correct it, with ? for %s of table %s"
                .formatted(query, mapping.idColumn(), mapping.table()));
      }
    }
    return problems;
  }

  private static boolean isRefused(Connection connection, String sql, Object... values)
      throws SQLException {
    try {
      Sql.select(connection, 1, sql, row -> row, values);
      return false;
    } catch (SQLException e) {
      if (Sql.isRefused(e)) {
        return true;
      }
      throw e;
    }
  }
}
