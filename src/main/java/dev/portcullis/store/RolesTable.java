package dev.portcullis.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A table with a role of a user in each row.
 *
 * @param table the table
 * @param userColumn the user's id
 * @param roleColumn the role
 */
public record RolesTable(SqlName table, SqlName userColumn, SqlName roleColumn)
    implements RoleSource {

  private static final String FIND =
      """
      SELECT r.%s, r.%s
        FROM %s r
       WHERE r.%s = ?
      """;

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if a column has a table or schema before it
   */
  public RolesTable {
    UserColumns.checkIsBare(userColumn);
    UserColumns.checkIsBare(roleColumn);
  }

  @Override
  public String sql() {
    return FIND.formatted(roleColumn, userColumn, table, userColumn);
  }

  @Override
  public List<String> unknownNames(Probe probe) throws SQLException {
    return probe.unknownNames(
        "roles-table",
        table,
        new TreeMap<>(Map.of("roles-user-column", userColumn, "roles-role-column", roleColumn)));
  }

  @Override
  public String refused(UserSource users) {
    return "column %s of table %s cannot be compared with the id in %s; correct roles-user-column"
        .formatted(userColumn, table, users.place());
  }
}
