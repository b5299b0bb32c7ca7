package dev.portcullis.it;

import dev.portcullis.testing.Postgres;
import dev.portcullis.testing.RecordingDriver.Statement;
import dev.portcullis.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

final class QueryPlansOnPostgresIT extends QueryPlansSuite {
  private static final Pattern SCAN = Pattern.compile("Seq Scan on (\\w+)");

  @Override
  TestDatabase newDatabase() {
    return Postgres.fresh();
  }

  @Override
  List<String> analyzing(List<String> tables) {
    return tables.stream().map(table -> "ANALYZE " + table).toList();
  }

  @Override
  Set<String> scanned(Connection connection, Statement statement) throws SQLException {
    Set<String> scanned = new TreeSet<>();
    try (PreparedStatement explain = statement.prepare(connection, "EXPLAIN ")) {
      explain.setMaxRows(0); // Here it is no limit that the plan knows of.
      try (ResultSet row = explain.executeQuery()) {
        while (row.next()) {
          Matcher scan = SCAN.matcher(row.getString(1));
          if (scan.find()) {
            scanned.add(scan.group(1));
          }
        }
      }
    }
    return scanned;
  }
}
