package dev.portcullis.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** How users are asked for: by the names of a table, or by queries of the application's own. */
public sealed interface UserSource permits UserColumns, UserQueries {

  /**
   * The queries that find a user by what was typed, each with one {@code ?} for it.
   *
   * <p>Their columns are told by label: {@code id}, {@code username}, {@code password}, and where
   * there are such {@code salt}, {@code email}, {@code active}, {@code locked_until}, {@code
   * expires_at}, {@code roles}, and those of {@link #loginLabels()} and {@link #flagLabels()}.
   */
  List<String> byLogin();

  /** The query with the same columns that finds a user by id. */
  String byId();

  /** What the columns of these queries are made of. */
  RowLabels labels(Probe probe) throws SQLException;

  /** What users' ids are made of. */
  default IdKind idKind(Probe probe) throws SQLException {
    return labels(probe).find("id").flatMap(IdKind::of).orElse(IdKind.TEXT);
  }

  /** The labels of what users log in with. */
  List<String> loginLabels();

  /** The labels of flags, each with the role that it stands for. */
  Map<String, String> flagLabels();

  /** Where the users are, for people. */
  String place();

  /** Where ids come from, in at most 256 characters: users are the same where it is the same. */
  String origin();

  /** What to say if the column of this label is not as it has to be, with its mend. */
  String problem(String label, String text);

  /** What to say if the database refuses the query that finds a user by what was typed. */
  String refused(int query);

  /** What to say if the database refuses the query that finds a user by id. */
  String refusedById();

  /** The names that the database does not have; the queries are run only if there are none. */
  List<String> unknownNames(Probe probe) throws SQLException;

  /** The labels that queries must have and do not; none where we name the labels ourselves. */
  default List<String> missingLabels(RowLabels byLogin, RowLabels byId) {
    return List.of();
  }
}
