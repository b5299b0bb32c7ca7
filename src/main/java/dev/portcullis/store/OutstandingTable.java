package dev.portcullis.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The two tables of simplejwt's app {@code token_blacklist}: the refresh tokens that were given
 * out, and those of them that are no longer good.
 *
 * <p>Expired rows stay: taking them away is {@code manage.py flushexpiredtokens}.
 */
public final class OutstandingTable {
  private static final String OUTSTANDING = "token_blacklist_outstandingtoken";
  private static final String BLACKLISTED = "token_blacklist_blacklistedtoken";

  private final Database database;
  private final RevocationTable revocations;
  private final DjangoColumns columns;

  /** Django's tables in this database, and our table of revocations with this prefix. */
  public OutstandingTable(Database database, String prefix) {
    this.database = database;
    this.columns = new DjangoColumns(database, OUTSTANDING, "expires_at");
    this.revocations = new RevocationTable(database, prefix);
  }

  private static final String INSERT =
      """
      INSERT INTO token_blacklist_outstandingtoken (token, created_at, expires_at, user_id, jti)
      VALUES (?, ?, ?, ?, ?)
      """;

  /** Lists a token and says whether this call did: false if its id is listed already. */
  public boolean insert(OutstandingToken token) {
    return database.insert("listing a refresh token", INSERT, values(token, types()));
  }

  private static Object[] values(OutstandingToken token, DjangoTypes types) {
    return new Object[] {
      token.text(),
      token.createdAt().map(types::value),
      types.value(token.expiresAt()),
      token.userId().flatMap(id -> types.id().value(id)),
      token.jti()
    };
  }

  private static final String FIND =
      """
      SELECT o.id, o.jti, o.token, o.user_id, o.created_at, o.expires_at, b.blacklisted_at
        FROM token_blacklist_outstandingtoken o
        LEFT JOIN token_blacklist_blacklistedtoken b ON b.token_id = o.id
       WHERE o.jti = ?
      """;

  /** The row of the token with exactly this id. */
  public Optional<OutstandingRow> find(String jti) {
    DjangoTypes known = types();
    return database
        .first("finding a refresh token", FIND, row -> read(row, known), jti)
        .filter(row -> row.token().jti().equals(jti));
  }

  private static final String FIND_GOOD =
      """
      SELECT o.id, o.jti, o.token, o.user_id, o.created_at, o.expires_at, b.blacklisted_at
        FROM token_blacklist_outstandingtoken o
        LEFT JOIN token_blacklist_blacklistedtoken b ON b.token_id = o.id
       WHERE o.user_id = ?
         AND o.expires_at > ?
         AND b.id IS NULL
       ORDER BY o.id DESC
      """;

  /** The user's tokens that are neither blacklisted nor expired, the one listed last first. */
  public List<OutstandingRow> goodOfUser(String userId, Instant now, int limit) {
    DjangoTypes known = types();
    Optional<Object> id = known.id().value(userId);
    if (id.isEmpty()) {
      return List.of();
    }
    return database
        .all(
            "finding a user's refresh tokens",
            limit,
            FIND_GOOD,
            row -> read(row, known),
            id.get(),
            known.value(now))
        .stream()
        .filter(row -> row.token().userId().equals(Optional.of(userId)))
        .toList();
  }

  private static final String BLACKLIST =
      """
      INSERT INTO token_blacklist_blacklistedtoken (blacklisted_at, token_id)
      VALUES (?, ?)
      """;

  /** Blacklists a listed token and says whether this call did: false if it was already. */
  public boolean blacklist(long id, Instant at) {
    return database.insert("blacklisting a token", BLACKLIST, types().value(at), id);
  }

  /**
   * Blacklists a listed token, tells all nodes that its session has ended, and says whether this
   * call did; both or neither is done.
   *
   * @param until when the last access token of the session ends by itself
   */
  public boolean blacklistAndRevoke(long id, Instant at, String sid, Instant until) {
    return ifFirst(
        "ending a session",
        id,
        at,
        connection -> revocations.insert(connection, RevocationRow.SESSION, sid, until));
  }

  /** Tells all nodes that a session has ended of which no token is listed. */
  public void revoke(String sid, Instant until) {
    database.inTransaction(
        "ending a session",
        connection -> {
          revocations.insert(connection, RevocationRow.SESSION, sid, until);
          return true;
        });
  }

  /**
   * Blacklists a listed token, lists its successor, and says whether this call did: of any number
   * of concurrent calls for one token only one gets true. Both or neither is done.
   */
  public boolean rotate(long id, Instant at, OutstandingToken successor) {
    Object[] values = values(successor, types());
    return ifFirst(
        "rotating a refresh token", id, at, connection -> Sql.execute(connection, INSERT, values));
  }

  /** What is done together with blacklisting. */
  private interface Further {
    void on(Connection connection) throws SQLException;
  }

  // Django's row per blacklisted token is unique: who inserts it was first.
  private boolean ifFirst(String doing, long id, Instant at, Further further) {
    Object moment = types().value(at);
    return database.inTransaction(
        doing,
        connection -> {
          try {
            Sql.execute(connection, BLACKLIST, moment, id);
          } catch (SQLException e) {
            if (!Sql.isDuplicateKey(e)) {
              throw e;
            }
            connection.rollback(); // PostgreSQL would not commit after a failure.
            return false;
          }
          further.on(connection);
          return true;
        });
  }

  /** What is not as Django's migrations make it: one sentence each; empty if all is well. */
  public List<String> problems() {
    return database.run(
        "looking over Django's tables",
        connection -> {
          List<String> problems = new ArrayList<>();
          for (DjangoTable table :
              List.of(
                  table(OUTSTANDING, "token", "created_at", "expires_at", "user_id", "jti"),
                  table(BLACKLISTED, "blacklisted_at", "token_id"))) {
            problems.addAll(table.problems(connection));
          }
          return problems;
        });
  }

  private static DjangoTable table(String name, String... columns) {
    return new DjangoTable(
        name,
        "token_blacklist",
        "rest_framework_simplejwt.token_blacklist",
        List.of(columns),
        false);
  }

  private DjangoTypes types() {
    return columns.types();
  }

  private static OutstandingRow read(ResultSet row, DjangoTypes types) throws SQLException {
    return new OutstandingRow(
        row.getLong("id"),
        new OutstandingToken(
            row.getString("jti"),
            row.getString("token"),
            types.userId(row),
            types.moment(row, "created_at"),
            types
                .moment(row, "expires_at")
                .orElseThrow(() -> new SQLDataException("a token without an end"))),
        types.moment(row, "blacklisted_at"));
  }
}
