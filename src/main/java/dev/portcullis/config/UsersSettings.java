package dev.portcullis.config;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the users are.
 *
 * @param queries the application's own queries; then the columns mean nothing
 * @param columns the table of users and its columns; the table is present unless there are queries
 *     or the users are in tables of our own
 * @param updatePassword a statement that replaces a stored password; absent: we know one
 * @param logins the columns, or the queries' labels, of what users log in with; at least one
 * @param roles what the users may do
 * @param timeZone the zone of days and times that are stored without one
 */
public record UsersSettings(
    Layout layout,
    Optional<Queries> queries,
    Columns columns,
    Optional<String> updatePassword,
    List<String> logins,
    Roles roles,
    ZoneId timeZone) {

  /** Whose tables the users are in. */
  public enum Layout {
    /** Our own. */
    PORTCULLIS,
    /** The application's, as the other parameters say. */
    CUSTOM,
    /** Django's. */
    DJANGO,
    /** Those of Spring Security's JdbcDaoImpl. */
    SPRING,
    /** The same with groups. */
    SPRING_GROUPS,
    /** Those of Tomcat's DataSourceRealm. */
    TOMCAT,
    /** Those of Shiro's JdbcRealm. */
    SHIRO;

    /** The word for it in the settings. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Queries of the application's own.
   *
   * @param byLogin with one {@code ?} for what was typed
   * @param byId with one {@code ?} for the id
   */
  public record Queries(String byLogin, String byId) {}

  /** The table of users and what its columns are called. */
  public record Columns(
      Optional<String> table,
      String id,
      String username,
      String password,
      Optional<String> salt,
      Optional<String> email,
      Optional<String> active,
      Optional<String> lockedUntil,
      Optional<String> expiresAt,
      Optional<String> roles) {}

  /**
   * What the users may do; all of it holds together.
   *
   * @param query with one {@code ?} for the user's id
   * @param table a table with a role a row
   * @param flags the columns, or the queries' labels, that say whether a user has a role
   * @param fixed the roles that every user has
   */
  public record Roles(
      Optional<String> query,
      Optional<Table> table,
      Map<String, String> flags,
      List<String> fixed) {

    /** A table with a role a row. */
    public record Table(String name, String userColumn, String roleColumn) {}
  }
}
