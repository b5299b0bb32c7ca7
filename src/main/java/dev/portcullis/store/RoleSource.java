package dev.portcullis.store;

import java.sql.SQLException;
import java.util.List;

/** Where roles are that are not in the users' own rows. */
public sealed interface RoleSource permits RolesTable, RolesQuery {

  /**
   * A query with one {@code ?}, the user's id. Its first column is a role. If it has a second
   * column, that is the user's id again: rows that have another one are left out, since to a
   * collation {@code admin} and {@code admín} may be the same.
   */
  String sql();

  /** The names that the database does not have; the query is run only if there are none. */
  List<String> unknownNames(Probe probe) throws SQLException;

  /** What to say if the database refuses the query. */
  String refused(UserSource users);
}
