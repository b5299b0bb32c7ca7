package dev.portcullis.store;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an application keeps its users.
 *
 * @param table the table of users, one row each
 * @param idColumn what never changes about a user: whole numbers, text or UUIDs
 * @param usernameColumn the name that users log in with
 * @param passwordColumn the stored password
 * @param emailColumn the e-mail address; empty if there is none
 * @param activeColumn whether the user may log in (true, 1, y or t); empty if everyone may
 * @param rolesQuery SQL with one {@code ?}, the user's id; its first column is a role, one per row
 * @param rolesColumn a column of the table with the roles, separated by commas
 * @param saltColumn what stored passwords without a salt of their own were salted with
 */
public record UserMapping(
    SqlName table,
    SqlName idColumn,
    SqlName usernameColumn,
    SqlName passwordColumn,
    Optional<SqlName> emailColumn,
    Optional<SqlName> activeColumn,
    Optional<String> rolesQuery,
    Optional<SqlName> rolesColumn,
    Optional<SqlName> saltColumn) {

  /**
   * Checks what can be known without the database.
   *
   * @throws IllegalArgumentException if a column has a schema before it, the roles come from two
   *     places, or their query has not exactly one {@code ?}
   */
  public UserMapping {
    Stream.concat(
            Stream.of(idColumn, usernameColumn, passwordColumn),
            Stream.of(emailColumn, activeColumn, rolesColumn, saltColumn).flatMap(Optional::stream))
        .filter(SqlName::isQualified)
        .findFirst()
        .ifPresent(
            column -> {
              throw new IllegalArgumentException(
                  "column \"" + column + "\" names a table or schema: want the column alone");
            });
    if (rolesQuery.isPresent() && rolesColumn.isPresent()) {
      throw new IllegalArgumentException(
          "roles-query and roles-column are both given: want one of them");
    }
    rolesQuery.ifPresent(UserMapping::checkQuery);
  }

  /** A mapping without a column for salts. */
  public UserMapping(
      SqlName table,
      SqlName idColumn,
      SqlName usernameColumn,
      SqlName passwordColumn,
      Optional<SqlName> emailColumn,
      Optional<SqlName> activeColumn,
      Optional<String> rolesQuery,
      Optional<SqlName> rolesColumn) {
    this(
        table,
        idColumn,
        usernameColumn,
        passwordColumn,
        emailColumn,
        activeColumn,
        rolesQuery,
        rolesColumn,
        Optional.empty());
  }

  private static void checkQuery(String query) {
    // What stands in quotes is text or a name, and no parameter.
    long parameters =
        query.replaceAll("'[^']*'|\"[^\"]*\"|`[^`]*`", "").chars().filter(c -> c == '?').count();
    if (parameters != 1) {
      throw new IllegalArgumentException(
          "roles-query = \"" + query + "\" has " + parameters + " ?: want one, for the user's id");
    }
  }

  /** Our own tables of users, as {@link Schema#create(boolean)} makes them with this prefix. */
  public static UserMapping portcullis(String prefix) {
    return new UserMapping(
        SqlName.prefixed(prefix, "user"),
        new SqlName("id"),
        new SqlName("username"),
        new SqlName("password"),
        Optional.of(new SqlName("email")),
        Optional.of(new SqlName("active")),
        Optional.of(ownRolesQuery(SqlName.prefixed(prefix, "user"))),
        Optional.empty());
  }

  private static String ownRolesQuery(SqlName table) {
    return "SELECT role FROM %s_role WHERE user_id = ?".formatted(table);
  }

  /** Whether roles are rows of the table beside, as in our own tables. */
  boolean hasOwnRoles() {
    return rolesQuery.equals(Optional.of(ownRolesQuery(table)));
  }
}
