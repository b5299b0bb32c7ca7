package dev.portcullis.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
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
      SELECT digest, user_id, slot, nonce, created_at, last_used_at, client
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
      SELECT digest, user_id, slot, nonce, created_at, last_used_at, client
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
      INSERT INTO %s (digest, user_id, slot, nonce, created_at, last_used_at, client)
      VALUES (?, ?, ?, ?, ?, ?, ?)
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
        row.createdAt(),
        row.lastUsedAt(),
        row.client());
  }

  private static final String TOUCH =
      """
      UPDATE %s
         SET last_used_at = ?
       WHERE digest = ?
         AND last_used_at < ?
      """;

  /** Notes that a token was used; never goes back in time, where nodes' clocks differ. */
  public void touch(String digest, Instant at) {
    database.update("noting the use of a token", TOUCH.formatted(table), at, digest, at);
  }

  private static final String DIGESTS_OF_USER =
      """
      SELECT digest, user_id
        FROM %s
       WHERE user_id = ?
      """;

  /** The digests of the user's tokens in all slots. */
  public List<String> digestsOfUser(String userId) {
    return database
        .all(
            "finding a user's tokens",
            DIGESTS_OF_USER.formatted(table),
            row -> row.getString("user_id").equals(userId) ? row.getString("digest") : "",
            userId)
        .stream()
        .filter(digest -> !digest.isEmpty())
        .toList();
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

  private static final String FIND_OVER =
      """
      SELECT digest
        FROM %s
       WHERE created_at < ?
          OR last_used_at < ?
      """;

  private static final String DELETE_OVER =
      """
      DELETE FROM %s
       WHERE digest = ?
         AND (created_at < ? OR last_used_at < ?)
      """;

  /**
   * Deletes tokens that were created, or used last, before these moments, and says how many this
   * call deleted; one of exactly then stays, and so does one that is used in between.
   *
   * <p>Row by row, as expired sessions are. There is no index: every row is looked at.
   *
   * @param limit how many at most, at least 1
   */
  public int deleteOver(Instant createdBefore, Instant usedBefore, int limit) {
    if (limit < 1) { // JDBC takes 0 for "no limit".
      throw new IllegalArgumentException("limit < 1: " + limit);
    }
    List<String> over =
        database.all(
            "finding tokens that are over",
            limit,
            FIND_OVER.formatted(table),
            row -> row.getString("digest"),
            createdBefore,
            usedBefore);
    int deleted = 0;
    for (String digest : over) {
      deleted +=
          database.update(
              "deleting a token that is over",
              DELETE_OVER.formatted(table),
              digest,
              createdBefore,
              usedBefore);
    }
    return deleted;
  }

  private static TokenRow read(ResultSet row) throws SQLException {
    return new TokenRow(
        row.getString("digest"),
        row.getString("user_id"),
        row.getString("slot"),
        row.getString("nonce"),
        Sql.moment(row, "created_at"),
        Sql.moment(row, "last_used_at"),
        row.getString("client"));
  }
}
