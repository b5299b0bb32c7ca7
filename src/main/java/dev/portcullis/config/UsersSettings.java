package dev.portcullis.config;

import java.util.Optional;

/**
 * Where the users are.
 *
 * @param table the application's table; present if and only if the layout is CUSTOM
 * @param rolesQuery with one {@code ?} for the user's id; never together with the column
 * @param rolesColumn a column of the users' table with roles between commas
 * @param saltColumn a column with the salt of passwords whose format needs one
 * @param updatePassword a statement that replaces a stored password; absent: we know one
 */
public record UsersSettings(
    Layout layout,
    Optional<String> table,
    String idColumn,
    String usernameColumn,
    String passwordColumn,
    Optional<String> emailColumn,
    Optional<String> activeColumn,
    Optional<String> rolesQuery,
    Optional<String> rolesColumn,
    Optional<String> saltColumn,
    Optional<String> updatePassword) {

  /** Whose tables the users are in. */
  public enum Layout {
    /** Our own. */
    PORTCULLIS,
    /** The application's, as the other parameters say. */
    CUSTOM
  }
}
