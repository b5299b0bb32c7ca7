package dev.portcullis.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What ended before its time: every node follows this table. */
public final class RevocationTable {
  private final Database database;
  private final SqlName table;

  /** The table {@code revocation} with this prefix. */
  public RevocationTable(Database database, String prefix) {
    this.database = database;
    this.table = SqlName.prefixed(prefix, "revocation");
  }

  private static final String INSERT =
      """
      INSERT INTO %s (kind, subject, until_at)
      VALUES (?, ?, ?)
      """;

  /**
   * Tells all nodes that this has ended, together with what ends it in the same transaction.
   *
   * @param until when it would have ended by itself
   */
  void insert(Connection connection, String kind, String subject, Instant until)
      throws SQLException {
    Sql.execute(connection, INSERT.formatted(table), kind, subject, until);
  }

  private static final String FIND_AFTER =
      """
      SELECT id, kind, subject, until_at
        FROM %s
       WHERE id > ?
         AND until_at > ?
       ORDER BY id
      """;

  /** The rows after this id that still matter, the oldest first. */
  public List<RevocationRow> after(long id, Instant now, int limit) {
    return database.all(
        "reading the revocations",
        limit,
        FIND_AFTER.formatted(table),
        RevocationTable::read,
        id,
        now);
  }

  private static final String FIND_OVER =
      """
      SELECT id
        FROM %s
       WHERE until_at < ?
       ORDER BY until_at
      """;

  private static final String DELETE =
      """
      DELETE FROM %s
       WHERE id = ?
      """;

  /** Deletes rows that have not mattered since before this moment, and says how many. */
  public int deleteOver(Instant before, int limit) {
    List<Long> over =
        database.all(
            "finding old revocations",
            limit,
            FIND_OVER.formatted(table),
            row -> row.getLong("id"),
            before);
    int deleted = 0;
    for (Long id : over) {
      deleted += database.update("deleting an old revocation", DELETE.formatted(table), id);
    }
    return deleted;
  }

  private static RevocationRow read(ResultSet row) throws SQLException {
    return new RevocationRow(
        row.getLong("id"),
        row.getString("kind"),
        row.getString("subject"),
        Sql.moment(row, "until_at"));
  }
}
