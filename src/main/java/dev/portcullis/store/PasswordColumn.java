package dev.portcullis.store;

import dev.portcullis.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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
    return database.run(
        "storing a password anew",
        connection ->
            execute(
                    connection,
                    idKind(connection).value(user.id()).orElse(user.id()),
                    user.password(),
                    replacement)
                > 0);
  }

  /**
   * What keeps values of {@code length} characters from being stored: one sentence each, with its
   * mend; empty if all is well.
   *
   * <p>The statement is run once for a user who is not there, and rolled back: no earlier do the
   * databases look at names and rights.
   */
  public List<String> problems(int length) {
    return database.inTransaction(
        "looking over the column of passwords",
        connection -> {
          List<String> problems = new ArrayList<>(widthProblems(connection, length));
          try {
            execute(connection, idKind(connection).nobody(), "", "");
          } catch (SQLException e) {
            if (!Sql.isRefused(e)) {
              throw e;
            }
            problems.add(refusal());
          }
          connection.rollback();
          return problems;
        });
  }

  private List<String> widthProblems(Connection connection, int length) throws SQLException {
    String sql =
        "SELECT u.%s FROM %s u WHERE 1 = 0".formatted(mapping.passwordColumn(), mapping.table());
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet none = statement.executeQuery()) {
      // 0 is how drivers say that there is no limit, or that they do not know it.
      int width = none.getMetaData().getPrecision(1);
      return width <= 0 || width >= length
          ? List.of()
          : List.of(
              ("column %s of table %s takes %d characters, and password-upgrade stores %d;"
                      + " widen it, or set password-upgrade=false")
                  .formatted(mapping.passwordColumn(), mapping.table(), width, length));
    }
  }

  private String refusal() {
    return "password-upgrade: the database refuses \"%s\"; correct it or grant UPDATE"
        .formatted(update.sql().strip().replaceAll("\\s+", " "));
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

  private IdKind idKind(Connection connection) throws SQLException {
    return IdKind.read(connection, mapping).orElse(IdKind.TEXT);
  }
}
