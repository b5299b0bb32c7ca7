package dev.portcullis.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts failed logins for all nodes. What they are counted by is a digest: the table tells nobody
 * what was typed, nor from where.
 */
public final class FailedLoginTable {
  private final Database database;
  private final SqlName table;

  /** The table {@code failed_login} with this prefix. */
  public FailedLoginTable(Database database, String prefix) {
    this.database = database;
    this.table = SqlName.prefixed(prefix, "failed_login");
  }

  private static final String FIND =
      """
      SELECT subject, failures, last_at, good_until
        FROM %s
       WHERE subject IN (?, ?, ?)
      """;

  /** What is known of these three, in one query; nothing is there of whom nothing is known. */
  public Map<String, FailedLoginRow> find(String first, String second, String third) {
    Map<String, FailedLoginRow> found = new HashMap<>();
    database
        .all(
            "looking up failed logins",
            FIND.formatted(table),
            row -> Map.entry(row.getString("subject"), read(row)),
            first,
            second,
            third)
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  private static final String CLAIM =
      """
      UPDATE %s
         SET failures = failures + 1,
             last_at = ?,
             until_at = CASE WHEN until_at < ? THEN ? ELSE until_at END
       WHERE subject = ?
         AND failures = ?
         AND last_at <= ?
      """;

  /**
   * Counts a login before it is tried, and says whether this call did: false if another has been
   * counted since there were {@code failures}.
   *
   * @param until how long the row matters
   */
  public boolean claim(String subject, FailedLoginRow seen, Instant now, Instant until) {
    return database.update(
            "counting a login",
            CLAIM.formatted(table),
            now,
            until,
            until,
            subject,
            seen.failures(),
            seen.lastAt())
        == 1;
  }

  // MySQL sets from the left to the right: failures has to see last_at as it was.
  private static final String COUNT =
      """
      UPDATE %s
         SET failures = CASE WHEN last_at < ? THEN 1 ELSE failures + 1 END,
             last_at = ?,
             until_at = CASE WHEN until_at < ? THEN ? ELSE until_at END
       WHERE subject = ?
      """;

  private static final String INSERT =
      """
      INSERT INTO %s (subject, failures, last_at, good_until, until_at)
      VALUES (?, ?, ?, ?, ?)
      """;

  /**
   * Counts a failure.
   *
   * @param since failures before this moment are forgotten
   * @param until how long the row matters
   */
  public void count(String subject, Instant since, Instant now, Instant until) {
    if (!recount(subject, since, now, until)
        && !insert(subject, new FailedLoginRow(1, now, Instant.EPOCH), until)) {
      recount(subject, since, now, until); // Another was first with the first failure.
    }
  }

  private boolean recount(String subject, Instant since, Instant now, Instant until) {
    return database.update(
            "counting a failed login", COUNT.formatted(table), since, now, until, until, subject)
        == 1;
  }

  private static final String RELEASE =
      """
      UPDATE %s
         SET failures = failures - 1
       WHERE subject = ?
         AND failures > 0
      """;

  /** Takes back what was counted before it was tried, of a login that was not tried after all. */
  public void release(String subject) {
    database.update("taking back a login", RELEASE.formatted(table), subject);
  }

  private static final String FORGIVE =
      """
      UPDATE %s
         SET failures = 0,
             good_until = ?,
             until_at = ?
       WHERE subject = ?
      """;

  /** Forgets the failures, and remembers until then that a login has succeeded. */
  public void forgive(String subject, Instant goodUntil) {
    if (!forgiven(subject, goodUntil)
        && !insert(subject, new FailedLoginRow(0, Instant.EPOCH, goodUntil), goodUntil)) {
      forgiven(subject, goodUntil);
    }
  }

  private boolean forgiven(String subject, Instant goodUntil) {
    return database.update(
            "forgetting failed logins", FORGIVE.formatted(table), goodUntil, goodUntil, subject)
        == 1;
  }

  private static final String RESET =
      """
      UPDATE %s
         SET failures = 0,
             good_until = ?,
             until_at = CASE WHEN until_at < ? THEN ? ELSE until_at END
       WHERE subject = ?
      """;

  /**
   * Forgets the failures, and remembers that it was at this moment.
   *
   * @param until how long the row matters
   */
  public void reset(String subject, Instant at, Instant until) {
    if (!isReset(subject, at, until)
        && !insert(subject, new FailedLoginRow(0, Instant.EPOCH, at), until)) {
      isReset(subject, at, until);
    }
  }

  private boolean isReset(String subject, Instant at, Instant until) {
    return database.update(
            "forgetting failed logins on demand", RESET.formatted(table), at, until, until, subject)
        == 1;
  }

  private boolean insert(String subject, FailedLoginRow row, Instant until) {
    return database.insert(
        "counting a first login",
        INSERT.formatted(table),
        subject,
        row.failures(),
        row.lastAt(),
        row.goodUntil(),
        until);
  }

  private static final String FIND_OVER =
      """
      SELECT subject
        FROM %s
       WHERE until_at < ?
       ORDER BY until_at
      """;

  private static final String DELETE =
      """
      DELETE FROM %s
       WHERE subject = ?
         AND until_at < ?
      """;

  /** Deletes rows that have not mattered since before this moment, and says how many. */
  public int deleteOver(Instant before, int limit) {
    List<String> over =
        database.all(
            "finding old failed logins",
            limit,
            FIND_OVER.formatted(table),
            row -> row.getString("subject"),
            before);
    int deleted = 0;
    for (String subject : over) {
      deleted +=
          database.update("deleting an old failed login", DELETE.formatted(table), subject, before);
    }
    return deleted;
  }

  private static FailedLoginRow read(ResultSet row) throws SQLException {
    return new FailedLoginRow(
        row.getInt("failures"), Sql.moment(row, "last_at"), Sql.moment(row, "good_until"));
  }
}
