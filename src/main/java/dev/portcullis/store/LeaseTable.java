package dev.portcullis.store;

import java.time.Instant;

/** Work that one node at a time does for all: whoever holds the lease. */
public final class LeaseTable {
  private final Database database;
  private final SqlName table;

  /** The table {@code lease} with this prefix. */
  public LeaseTable(Database database, String prefix) {
    this.database = database;
    this.table = SqlName.prefixed(prefix, "lease");
  }

  private static final String INSERT =
      """
      INSERT INTO %s (name, until_at)
      VALUES (?, ?)
      """;

  private static final String TAKE =
      """
      UPDATE %s
         SET until_at = ?
       WHERE name = ?
         AND until_at <= ?
      """;

  /**
   * Takes the lease of this name until then, and says whether this call did: false while another
   * holds it. A holder that dies keeps it to its end.
   */
  public boolean take(String name, Instant now, Instant until) {
    int taken = database.update("taking a lease", TAKE.formatted(table), until, name, now);
    return taken == 1 || database.insert("making a lease", INSERT.formatted(table), name, until);
  }
}
