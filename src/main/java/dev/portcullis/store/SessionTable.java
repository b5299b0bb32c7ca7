package dev.portcullis.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sessions: one row per login by JWT. */
public final class SessionTable {
  private final Database database;
  private final SqlName table;
  private final RevocationTable revocations;

  /** The table {@code session} with this prefix. */
  public SessionTable(Database database, String prefix) {
    this.database = database;
    this.table = SqlName.prefixed(prefix, "session");
    this.revocations = new RevocationTable(database, prefix);
  }

  private static final String INSERT =
      """
      INSERT INTO %s (sid, user_id, created_at, last_used_at, expires_at, jti,
                      previous_jti, rotated_at, client, address, password_mark,
                      ended_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /** Keeps a new session and says whether this call did: false if the id is there already. */
  public boolean insert(SessionRow row) {
    return database.insert("keeping a session", INSERT.formatted(table), values(row));
  }

  /** The same on a connection that is borrowed already. */
  void insert(Connection connection, SessionRow row) throws SQLException {
    Sql.execute(connection, INSERT.formatted(table), values(row));
  }

  private static Object[] values(SessionRow row) {
    return new Object[] {
      row.sid(),
      row.userId(),
      row.createdAt(),
      row.lastUsedAt(),
      row.expiresAt(),
      row.jti(),
      row.previousJti(),
      row.rotatedAt(),
      row.client(),
      row.address(),
      row.passwordMark(),
      row.endedAt()
    };
  }

  private static final String FIND =
      """
      SELECT sid, user_id, created_at, last_used_at, expires_at, jti,
             previous_jti, rotated_at, client, address, password_mark, ended_at
        FROM %s
       WHERE sid = ?
      """;

  /** The session with this id, whether or not it is over. */
  public Optional<SessionRow> find(String sid) {
    return database
        .first("finding a session", FIND.formatted(table), SessionTable::read, sid)
        .filter(row -> row.sid().equals(sid));
  }

  private static final String FIND_LIVE =
      """
      SELECT sid, user_id, created_at, last_used_at, expires_at, jti,
             previous_jti, rotated_at, client, address, password_mark, ended_at
        FROM %s
       WHERE user_id = ?
         AND ended_at IS NULL
         AND expires_at > ?
       ORDER BY last_used_at DESC
      """;

  /** The user's sessions that are neither ended nor expired, the one used last first. */
  public List<SessionRow> liveOfUser(String userId, Instant now, int limit) {
    return database
        .all(
            "finding a user's sessions",
            limit,
            FIND_LIVE.formatted(table),
            SessionTable::read,
            userId,
            now)
        .stream()
        .filter(row -> row.userId().equals(userId))
        .toList();
  }

  // MySQL counts rows that it found, changed or not, and computes assignments from left to right
  // with the values new by then: so the old jti is asked for in WHERE, and is never copied.
  private static final String ROTATE =
      """
      UPDATE %s
         SET previous_jti = ?,
             jti = ?,
             rotated_at = ?,
             last_used_at = ?,
             expires_at = ?
       WHERE sid = ?
         AND jti = ?
         AND ended_at IS NULL
         AND expires_at > ?
      """;

  /**
   * Replaces the good refresh token and says whether this call did: of any number of concurrent
   * calls from the same token only one gets true.
   *
   * <p>False also if the session was ended or expires exactly now.
   *
   * @param at now
   * @param expiresAt when the new refresh token ends
   */
  public boolean rotate(String sid, String fromJti, String toJti, Instant at, Instant expiresAt) {
    return database.update(
            "rotating a session",
            ROTATE.formatted(table),
            fromJti,
            toJti,
            at,
            at,
            expiresAt,
            sid,
            fromJti,
            at)
        == 1;
  }

  private static final String END =
      """
      UPDATE %s
         SET ended_at = ?
       WHERE sid = ?
         AND ended_at IS NULL
      """;

  /** Ends a session and says whether this call did: false if it was ended or never was. */
  public boolean end(String sid, Instant at) {
    return database.update("ending a session", END.formatted(table), at, sid) == 1;
  }

  /**
   * Ends a session, tells all nodes of it, and says whether this call did; both or neither is done,
   * so that a call that failed can be made again.
   *
   * @param until when the last access token of the session ends by itself
   */
  public boolean endAndRevoke(String sid, Instant at, Instant until) {
    return database.inTransaction(
        "ending a session",
        connection -> {
          if (Sql.execute(connection, END.formatted(table), at, sid) != 1) {
            return false;
          }
          revocations.insert(connection, RevocationRow.SESSION, sid, until);
          return true;
        });
  }

  private static final String FIND_UNENDED =
      """
      SELECT sid, user_id
        FROM %s
       WHERE user_id = ?
         AND ended_at IS NULL
      """;

  /**
   * Ends all sessions of a user, tells all nodes of them, and gives the ids of those that this call
   * ended.
   *
   * @param until when their last access token ends by itself; empty if nobody has to be told
   */
  List<String> endAll(Connection connection, String userId, Instant at, Optional<Instant> until)
      throws SQLException {
    List<Optional<String>> found =
        Sql.select(
            connection,
            FIND_UNENDED.formatted(table),
            row ->
                row.getString("user_id").equals(userId)
                    ? Sql.text(row, "sid")
                    : Optional.<String>empty(),
            userId);
    List<String> ended = new ArrayList<>();
    for (String sid : found.stream().flatMap(Optional::stream).toList()) {
      if (Sql.execute(connection, END.formatted(table), at, sid) == 1) {
        ended.add(sid);
        if (until.isPresent()) {
          revocations.insert(connection, RevocationRow.SESSION, sid, until.get());
        }
      }
    }
    return ended;
  }

  private static final String REMARK =
      """
      UPDATE %s
         SET password_mark = ?
       WHERE user_id = ?
         AND password_mark = ?
         AND ended_at IS NULL
      """;

  /**
   * Replaces a user's stored password by one that stands for the same, as {@link
   * PasswordColumn#replace} does, and its mark in the user's sessions; both or neither is done.
   */
  public boolean replacePassword(
      PasswordColumn column, UserRow user, String replacement, String fromMark, String toMark) {
    IdKind kind = column.idKind();
    return database.inTransaction(
        "storing a password anew",
        connection -> {
          if (!column.replace(connection, kind, user, replacement)) {
            return false;
          }
          Sql.execute(connection, REMARK.formatted(table), toMark, user.id(), fromMark);
          return true;
        });
  }

  private static final String TOUCH =
      """
      UPDATE %s
         SET last_used_at = ?
       WHERE sid = ?
         AND last_used_at < ?
      """;

  /** Notes that a session was used; never goes back in time, where nodes' clocks differ. */
  public void touch(String sid, Instant at) {
    database.update("noting the use of a session", TOUCH.formatted(table), at, sid, at);
  }

  private static final String FIND_EXPIRED =
      """
      SELECT sid
        FROM %s
       WHERE expires_at < ?
       ORDER BY expires_at
      """;

  private static final String DELETE_EXPIRED =
      """
      DELETE FROM %s
       WHERE sid = ?
         AND expires_at < ?
      """;

  /**
   * Deletes sessions that expired before this moment, the oldest first, and says how many this call
   * deleted; one that expires exactly then stays.
   *
   * <p>Row by row: a DELETE by {@code expires_at} would lock index and row in the other order than
   * a rotation does, and the two would meet in a deadlock.
   *
   * @param limit how many at most, at least 1
   */
  public int deleteExpired(Instant before, int limit) {
    if (limit < 1) { // JDBC takes 0 for "no limit".
      throw new IllegalArgumentException("limit < 1: " + limit);
    }
    List<String> expired =
        database.all(
            "finding expired sessions",
            limit,
            FIND_EXPIRED.formatted(table),
            row -> row.getString("sid"),
            before);
    int deleted = 0;
    for (String sid : expired) {
      deleted +=
          database.update(
              "deleting an expired session", DELETE_EXPIRED.formatted(table), sid, before);
    }
    return deleted;
  }

  private static SessionRow read(ResultSet row) throws SQLException {
    return new SessionRow(
        row.getString("sid"),
        row.getString("user_id"),
        Sql.moment(row, "created_at"),
        Sql.moment(row, "last_used_at"),
        Sql.moment(row, "expires_at"),
        row.getString("jti"),
        Sql.text(row, "previous_jti"),
        Sql.optionalMoment(row, "rotated_at"),
        row.getString("client"),
        row.getString("address"),
        row.getString("password_mark"),
        Sql.optionalMoment(row, "ended_at"));
  }
}
