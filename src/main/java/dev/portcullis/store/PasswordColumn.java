package dev.portcullis.store;

import dev.portcullis.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stored passwords of the application's users, where they are replaced by better ones. */
public final class PasswordColumn {
  private final Database database;
  private final UserMapping mapping;
  private final PasswordUpdate update;

  /** The column that the mapping names, written to by this statement. */
  public PasswordColumn(Database database, UserMapping mapping, PasswordUpdate update) {
    this.database = database;
    this.mapping = mapping;
    this.update = update;
  }

  /**
   * Replaces the stored password of a user, if it is still the one that was read, and says whether
   * it did: of two at once only one does, and a password that was changed meanwhile stays.
   *
   * @throws StoreException if the database refuses, as when the column is too short
   */
  public boolean replace(UserRow user, String replacement) {
    IdKind kind = idKind();
    return database.run(
        "storing a password anew", connection -> replace(connection, kind, user, replacement));
  }

  /** The same on a connection that is borrowed already. */
  boolean replace(Connection connection, IdKind kind, UserRow user, String replacement)
      throws SQLException {
    Optional<Object> id = kind.value(user.id());
    return id.isPresent() && execute(connection, id.get(), user.password(), replacement) > 0;
  }

  /**
   * What keeps values of {@code length} characters from being stored: one sentence each, with its
   * mend; empty if all is well.
   *
   * @param parameter by which the deployer wants it
   *     <p>The statement is run once for a user who is not there, and rolled back: no earlier do
   *     the databases look at names and rights.
   */
  public List<String> problems(String parameter, int length) {
    IdKind kind = idKind();
    return database.inTransaction(
        "looking over the column of passwords",
        connection -> {
          List<String> problems = new ArrayList<>(widthProblems(connection, parameter, length));
          try {
            execute(connection, kind.nobody(), "", "");
          } catch (SQLException e) {
            if (!Sql.isRefused(e)) {
              throw e;
            }
            problems.add(refusal(parameter));
          }
          connection.rollback();
          return problems;
        });
  }

  private List<String> widthProblems(Connection connection, String parameter, int length)
      throws SQLException {
    if (!(mapping.users() instanceof UserColumns columns)) {
      return List.of(); // What a query gives need not be what the statement writes to.
    }
    String sql = "SELECT u.%s FROM %s u WHERE 1 = 0".formatted(columns.password(), columns.table());
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet none = statement.executeQuery()) {
      // 0 is how drivers say that there is no limit, or that they do not know it.
      int width = none.getMetaData().getPrecision(1);
      return width <= 0 || width >= length
          ? List.of()
          : List.of(
              ("column %s of table %s takes %d characters, and %s stores %d;"
                      + " widen it, or set %s=false")
                  .formatted(
                      columns.password(), columns.table(), width, parameter, length, parameter));
    }
  }

  private String refusal(String parameter) {
    return "%s: the database refuses \"%s\"; correct it or grant UPDATE"
        .formatted(parameter, update.sql().strip().replaceAll("\\s+", " "));
  }

  private int execute(Connection connection, Object id, String old, String replacement)
      throws SQLException {
    Object[] values =
        update.values().stream()
            .map(
                value ->
                    switch (value) {
                      case NEW -> replacement;
                      case ID -> id;
                      case OLD -> old;
                    })
            .toArray();
    return Sql.execute(connection, update.sql(), values);
  }

  IdKind idKind() {
    return database.run(
        "asking for the type of users' ids",
        connection -> mapping.users().idKind(new Probe(connection)));
  }
}
