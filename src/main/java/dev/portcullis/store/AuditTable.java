package dev.portcullis.store;

import dev.portcullis.AuditRecord;
import dev.portcullis.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was audited, a row each, for whoever looks into it later. */
public final class AuditTable {
  private static final int EVENT = 32;
  private static final int OUTCOME = 64;
  private static final int USER_ID = 255;
  private static final int USER_DIGEST = 64;
  private static final int ADDRESS = 45;
  private static final int SCHEME = 16;
  private static final int SID = 64;

  private final Database database;
  private final SqlName table;

  /** The table {@code audit} with this prefix. */
  public AuditTable(Database database, String prefix) {
    this.database = database;
    this.table = SqlName.prefixed(prefix, "audit");
  }

  private static final String INSERT =
      """
      INSERT INTO %s (happened_at, event, outcome, user_id, user_digest, address, scheme, sid)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /**
   * Writes events down, and says how many the database did not want: one bad row keeps no other
   * out.
   *
   * @throws StoreException if the database is away; nothing is written down then, but for what was
   *     before it went
   */
  public int insert(List<AuditRecord> events) {
    try {
      database.inTransaction(
          "writing the audit",
          connection -> {
            for (AuditRecord event : events) {
              insert(connection, event);
            }
            return events.size();
          });
      return 0;
    } catch (StoreException e) {
      database.ping();
      return insertEach(events);
    }
  }

  private int insertEach(List<AuditRecord> events) {
    int lost = 0;
    for (AuditRecord event : events) {
      try {
        database.run(
            "writing the audit of an event",
            connection -> {
              insert(connection, event);
              return 1;
            });
      } catch (StoreException e) {
        lost++;
      }
    }
    return lost;
  }

  private void insert(Connection connection, AuditRecord event) throws SQLException {
    Sql.execute(
        connection,
        INSERT.formatted(table),
        event.time(),
        cut(Optional.of(event.event()), EVENT),
        cut(Optional.of(event.outcome()), OUTCOME),
        cut(event.user(), USER_ID),
        cut(event.userDigest(), USER_DIGEST),
        cut(event.address(), ADDRESS),
        cut(event.scheme(), SCHEME),
        cut(event.session(), SID));
  }

  private static String cut(Optional<String> text, int length) {
    String known = text.orElse("");
    return known.length() <= length ? known : known.substring(0, length);
  }

  private static final String FIND_OVER =
      """
      SELECT id
        FROM %s
       WHERE happened_at < ?
       ORDER BY happened_at
      """;

  private static final String DELETE =
      """
      DELETE FROM %s
       WHERE id = ?
      """;

  /** Deletes what happened before this moment, so many rows at most, and says how many. */
  public int deleteBefore(Instant moment, int limit) {
    List<Long> old =
        database.all(
            "finding the old audit",
            limit,
            FIND_OVER.formatted(table),
            row -> row.getLong("id"),
            moment);
    int deleted = 0;
    for (Long id : old) {
      deleted += database.update("deleting an old audit", DELETE.formatted(table), id);
    }
    return deleted;
  }
}
