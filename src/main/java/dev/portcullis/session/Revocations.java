package dev.portcullis.session;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.jwt.VerifiedJwt;
import dev.portcullis.store.RevocationRow;
import dev.portcullis.store.RevocationTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions that ended before their access tokens did, known to every node.
 *
 * <p>A node knows of its own at once and of the others' by following a table. Rows become visible
 * in another order than that of their ids, since a later insert may commit first: so each pass
 * reads again what the passes of the last half minute or more have read, and a row that commits
 * that late is not missed.
 */
public final class Revocations {
  private static final Duration OVERLAP = Duration.ofSeconds(30);
  private static final int PAGE = 1_000;

  private final RevocationTable table;
  private final Duration matters;
  private final Duration staleLimit;
  private final InstantSource clock;
  private final ConcurrentHashMap<String, Instant> sessions = new ConcurrentHashMap<>();

  private volatile Instant followedAt = Instant.EPOCH;
  private long highest;
  private long highestAtMark;
  private long readFrom;
  private Instant mark = Instant.EPOCH;

  /**
   * Revocations that matter for as long as an access token can live.
   *
   * @param staleLimit how long ago the last pass may be before nobody can say what is revoked
   */
  public Revocations(
      RevocationTable table, Duration matters, Duration staleLimit, InstantSource clock) {
    this.table = table;
    this.matters = matters;
    this.staleLimit = staleLimit;
    this.clock = clock;
  }

  /** How many sessions are known to have ended before their access tokens. */
  public int size() {
    return sessions.size();
  }

  /** When the last pass was. */
  public Instant followedAt() {
    return followedAt;
  }

  /** Whether the last pass is so long ago that nobody can say what is revoked. */
  public boolean isStale() {
    return !clock.instant().isBefore(followedAt.plus(staleLimit));
  }

  /** When the last access token ends that a session has been given by now. */
  Instant until() {
    return clock.instant().plus(matters);
  }

  /** The session has ended, as the table has it; its access tokens are dead here from now on. */
  void add(String sid, Instant until) {
    sessions.put(sid, until);
  }

  /**
   * Whether the session of a token has ended before its time; a token without one has none to end.
   *
   * @throws AuthException with {@code UNAVAILABLE} if the last pass was too long ago to say
   */
  boolean isRevoked(VerifiedJwt jwt) {
    return jwt.sessionId().filter(this::isRevoked).isPresent();
  }

  /** The same for the session's id. */
  boolean isRevoked(String sid) {
    if (isStale()) {
      throw new AuthException(AuthError.UNAVAILABLE);
    }
    return sessions.containsKey(sid);
  }

  /**
   * One pass: reads what is new in the table and forgets what no longer matters.
   *
   * @throws dev.portcullis.StoreException if the database is away
   */
  public synchronized void follow() {
    Instant now = clock.instant();
    long from = readFrom;
    List<RevocationRow> page;
    do {
      page = table.after(from, now, PAGE);
      for (RevocationRow row : page) {
        if (row.kind().equals(RevocationRow.SESSION)) {
          sessions.put(row.subject(), row.until());
        }
        from = row.id();
      }
      highest = Math.max(highest, from);
    } while (page.size() == PAGE);
    moveOn(now);
    followedAt = now;
    sessions.values().removeIf(until -> until.isBefore(now));
  }

  /** Every half minute the next passes begin where the passes of the half minute before ended. */
  private void moveOn(Instant now) {
    if (!now.isBefore(mark.plus(OVERLAP))) {
      readFrom = highestAtMark;
      highestAtMark = highest;
      mark = now;
    }
  }
}
