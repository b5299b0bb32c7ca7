package dev.portcullis.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Static tokens: one row per user and slot, found by the digest of what was offered. */
public final class TokenTable {
  private final Database database;
  private final SqlName table;

  /** The table {@code token} with this prefix. */
  public TokenTable(Database database, String prefix) {
    this.database = database;
    this.table = SqlName.prefixed(prefix, "token");
  }

  private static final String FIND_BY_DIGEST =
      """
      SELECT digest, user_id, slot, nonce, created_at
        FROM %s
       WHERE digest = ?
      """;

  /** The token with this digest. */
  public Optional<TokenRow> findByDigest(String digest) {
    return database
        .first("finding a token", FIND_BY_DIGEST.formatted(table), TokenTable::read, digest)
        .filter(row -> row.digest().equals(digest));
  }

  private static final String FIND_BY_USER =
      """
      SELECT digest, user_id, slot, nonce, created_at
        FROM %s
       WHERE user_id = ?
         AND slot = ?
      """;

  /** The user's token in this slot. */
  public Optional<TokenRow> findByUser(String userId, String slot) {
    return database
        .first(
            "finding a user's token", FIND_BY_USER.formatted(table), TokenTable::read, userId, slot)
        .filter(row -> row.userId().equals(userId) && row.slot().equals(slot));
  }

  private static final String INSERT =
      """
      INSERT INTO %s (digest, user_id, slot, nonce, created_at)
      VALUES (?, ?, ?, ?, ?)
      """;

  /**
   * Keeps a new token and says whether this call did: false if the user's slot is taken or the
   * digest is there. Of two concurrent calls for one slot only one gets true.
   */
  public boolean insert(TokenRow row) {
    return database.insert(
        "keeping a token",
        INSERT.formatted(table),
        row.digest(),
        row.userId(),
        row.slot(),
        row.nonce(),
        row.createdAt());
  }

  private static final String DELETE =
      """
      DELETE FROM %s
       WHERE digest = ?
      """;

  /** Deletes a token and says whether this call did: of two concurrent calls one gets true. */
  public boolean delete(String digest) {
    return database.update("deleting a token", DELETE.formatted(table), digest) == 1;
  }

  private static final String DELETE_OF_USER =
      """
      DELETE FROM %s
       WHERE user_id = ?
      """;

  /** Deletes the user's tokens in all slots and says how many this call deleted. */
  public int deleteOfUser(String userId) {
    return database.update("deleting a user's tokens", DELETE_OF_USER.formatted(table), userId);
  }

  private static TokenRow read(ResultSet row) throws SQLException {
    return new TokenRow(
        row.getString("digest"),
        row.getString("user_id"),
        row.getString("slot"),
        row.getString("nonce"),
        Sql.moment(row, "created_at"));
  }
}
