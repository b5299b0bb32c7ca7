package dev.portcullis.store;

import java.util.List;

/**
 * The application's own query for roles.
 *
 * @param sql as {@link RoleSource#sql()} has it
 */
public record RolesQuery(String sql) implements RoleSource {

  /**
   * Checks what can be known without the database.
   *
   * @throws IllegalArgumentException if there is not exactly one {@code ?}
   */
  public RolesQuery {
    Sql.checkOneParameter("roles-query", sql, "the user's id");
  }

  /** Nothing: which names the database does not have, it tells when the query is run. */
  @Override
  public List<String> unknownNames(Probe probe) {
    return List.of();
  }

  @Override
  public String refused(UserSource users) {
    return "roles-query \"%s\" is refused by the database; correct it, with ? for the id in %s"
        .formatted(sql, users.place());
  }
}
