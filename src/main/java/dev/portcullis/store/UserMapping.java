package dev.portcullis.store;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where an application keeps its users and what they may do.
 *
 * @param users where the users are
 * @param roles where roles are beside those in the users' own rows; a user has all of them
 * @param fixedRoles the roles that every user has
 * @param zone the zone of the days and times that are stored without one
 */
public record UserMapping(
    UserSource users, List<RoleSource> roles, Set<String> fixedRoles, ZoneId zone) {

  /** Copies the collections. */
  public UserMapping {
    roles = List.copyOf(roles);
    fixedRoles = Set.copyOf(fixedRoles);
  }

  /** Users with no roles but those in their own rows, and the times of UTC. */
  public static UserMapping of(UserSource users, RoleSource... roles) {
    return new UserMapping(users, List.of(roles), Set.of(), ZoneOffset.UTC);
  }

  /** Our own tables of users, as {@link Schema#create(boolean)} makes them with this prefix. */
  public static UserMapping portcullis(String prefix) {
    return of(
        new UserColumns(
            SqlName.prefixed(prefix, "user"),
            new SqlName("id"),
            new SqlName("username"),
            new SqlName("password"),
            List.of(new SqlName("username")),
            new UserColumns.OptionalColumns(
                Optional.empty(),
                Optional.of(new SqlName("email")),
                Optional.of(new SqlName("active")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            Map.of()),
        ownRoles(SqlName.prefixed(prefix, "user")));
  }

  private static RolesTable ownRoles(SqlName table) {
    return new RolesTable(
        new SqlName(table + "_role"), new SqlName("user_id"), new SqlName("role"));
  }

  /** The table of users, if roles are rows of the table beside it as in our own. */
  Optional<SqlName> ownTable() {
    return users instanceof UserColumns columns
            && roles.size() == 1
            && roles.get(0).sql().equals(ownRoles(columns.table()).sql())
        ? Optional.of(columns.table())
        : Optional.empty();
  }
}
