package dev.portcullis.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table that a migration of Django's makes and we never do: whether it is here, and may be used.
 *
 * @param name the table's
 * @param app the name of its app to {@code manage.py migrate}
 * @param installed the name of its app in {@code INSTALLED_APPS}
 * @param columns those that we use, ready for SQL
 * @param deletes whether we delete rows of it
 */
record DjangoTable(
    String name, String app, String installed, List<String> columns, boolean deletes) {

  /** What is wrong: one sentence each, with its mend; empty if all is well. */
  List<String> problems(Connection connection) throws SQLException {
    Probe probe = new Probe(connection);
    if (probe.isRefused("SELECT 1 FROM %s WHERE 1 = 0".formatted(name))) {
      return List.of(
          ("table %s is missing or may not be read; put %s into INSTALLED_APPS and run python"
                  + " manage.py migrate %s, or grant SELECT on it")
              .formatted(name, installed, app));
    }
    List<String> problems = new ArrayList<>();
    for (String column : columns) {
      if (probe.isRefused("SELECT t.%s FROM %s t WHERE 1 = 0".formatted(column, name))) {
        problems.add(
            "table %s has no column %s; run python manage.py migrate %s"
                .formatted(name, column.replaceAll("[`\"]", ""), app));
      }
    }
    if (problems.isEmpty() && isReadOnly(probe)) {
      problems.add(
          "table %s may not be written to; grant INSERT%s on it"
              .formatted(name, deletes ? " and DELETE" : ""));
    }
    return problems;
  }

  // Statements that meet no row: rights are looked at all the same.
  private boolean isReadOnly(Probe probe) throws SQLException {
    String list = String.join(", ", columns);
    return probe.isWritingRefused(
            "INSERT INTO %s (%s) SELECT %s FROM %s WHERE 1 = 0".formatted(name, list, list, name))
        || (deletes && probe.isWritingRefused("DELETE FROM %s WHERE 1 = 0".formatted(name)));
  }
}
