package dev.portcullis.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our own tables: made when asked, looked over at start.
 *
 * <p>The statements lie beside this class as {@code schema-*.sql}, to be run by hand where the
 * application's database user must not create tables.
 */
public final class Schema {
  private static final int TRIES = 5;

  private static final Pattern TABLE = Pattern.compile("^CREATE TABLE IF NOT EXISTS (\\w+) \\(");
  // Two spaces, a name in lower case, a type: what begins in capitals is a constraint.
  private static final Pattern COLUMN = Pattern.compile("^  ([a-z_]+) ", Pattern.MULTILINE);

  private final Database database;
  private final String prefix;
  private final boolean withAudit;

  /** The same without the table of the audit. */
  public Schema(Database database, String prefix) {
    this(database, prefix, false);
  }

  /**
   * The tables whose names begin with {@code prefix}.
   *
   * @throws IllegalArgumentException if the prefix is not of the form that {@link
   *     SqlName#prefixed(String, String)} wants
   */
  public Schema(Database database, String prefix, boolean withAudit) {
    SqlName.prefixed(prefix, "token");
    this.database = database;
    this.prefix = prefix;
    this.withAudit = withAudit;
  }

  /**
   * Makes the tables and indexes that are missing; what is there is left as it is. Any number of
   * nodes may do so at once.
   *
   * @param withUsers whether to make also the tables of {@code users=portcullis}
   */
  public void create(boolean withUsers) {
    List<String> statements = statements(withUsers);
    database.run(
        "creating the tables of Portcullis",
        connection -> {
          for (String statement : statements) {
            if (!isThere(connection, statement)) {
              create(connection, statement);
            }
          }
          return statements.size();
        });
  }

  // IF NOT EXISTS does not look into what another node is making at the same time: PostgreSQL then
  // breaks a key of its own catalog, others find the name taken. The next try finds it made.
  private static void create(Connection connection, String statement) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        Sql.execute(connection, statement);
        return;
      } catch (SQLException e) {
        if (attempt == TRIES || !isLostRace(e)) {
          throw e;
        }
      }
    }
  }

  private static boolean isLostRace(SQLException e) {
    return Sql.isDuplicateKey(e) || Sql.isWorthARetry(e) || Sql.isAlreadyThere(e);
  }

  /**
   * What is missing of the tables that are always needed: one sentence each, with its mend; empty
   * if all is well.
   */
  public List<String> problems() {
    String file = database.dialect().schemaFile();
    List<String> statements = statements(false);
    return database.run(
        "looking over the tables of Portcullis",
        connection -> {
          List<String> problems = new ArrayList<>();
          for (String statement : statements) {
            problems.addAll(problems(connection, statement, file));
          }
          return problems;
        });
  }

  /** Whether it makes a table that is there, whole: to look costs a database less than to try. */
  private static boolean isThere(Connection connection, String statement) throws SQLException {
    Matcher table = TABLE.matcher(statement);
    return table.find()
        && isReadable(connection, table.group(1), String.join(", ", columns(statement)));
  }

  private static List<String> columns(String statement) {
    List<String> columns = new ArrayList<>();
    Matcher column = COLUMN.matcher(statement);
    while (column.find()) {
      columns.add(column.group(1));
    }
    return columns;
  }

  private static List<String> problems(Connection connection, String statement, String file)
      throws SQLException {
    Matcher table = TABLE.matcher(statement);
    // An index is no problem: slower without, but not wrong.
    if (!table.find() || isThere(connection, statement)) {
      return List.of();
    }
    String name = table.group(1);
    if (!isReadable(connection, name, "1")) {
      return List.of(
          "table %s is missing; run schema=create or the statements of %s".formatted(name, file));
    }
    List<String> problems = new ArrayList<>();
    for (String column : columns(statement)) {
      if (!isReadable(connection, name, column)) {
        problems.add(
            "table %s has no column %s; add it as %s has it".formatted(name, column, file));
      }
    }
    return problems;
  }

  private static boolean isReadable(Connection connection, String table, String column)
      throws SQLException {
    try {
      Sql.select(
          connection,
          "SELECT %s FROM %s WHERE 1 = 0".formatted(column, table),
          row -> row.getString(1));
      return true;
    } catch (SQLException e) {
      if (Sql.isRefused(e)) {
        return false;
      }
      throw e;
    }
  }

  private List<String> statements(boolean withUsers) {
    String file = read(database.dialect().schemaFile()).replaceAll("(?m)^--.*$", "");
    List<String> statements = new ArrayList<>();
    for (String statement : file.strip().split(";\\s*", 0)) {
      if ((withUsers || !statement.contains("${prefix}user"))
          && (withAudit || !statement.contains("${prefix}audit"))) {
        statements.add(statement.strip().replace("${prefix}", prefix));
      }
    }
    return statements;
  }

  private static String read(String file) {
    try (InputStream in = Schema.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
