package dev.portcullis.session;

import dev.portcullis.StoreException;
import dev.portcullis.store.UserRow;
import dev.portcullis.store.UserTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The users of the application. Those whose tokens are in use are remembered and read again in the
 * background, so that a request with a token asks no database who its user is, and yet a change
 * that the application makes behind our back is seen soon.
 *
 * <p>Two requests that miss at once both read the row; nobody waits for anybody.
 */
public final class Users {
  /** Bounds the memory: about a kilobyte each. */
  private static final int MAX_REMEMBERED = 10_000;

  private final UserTable table;
  private final PasswordMarks marks;
  private final Staleness staleness;
  private final InstantSource clock;
  private final ConcurrentHashMap<String, Remembered> remembered = new ConcurrentHashMap<>();
  private volatile boolean databaseIsAway;

  /** Users of {@code table}, remembered no longer than {@code staleness} allows. */
  public Users(UserTable table, PasswordMarks marks, Staleness staleness, InstantSource clock) {
    this.table = table;
    this.marks = marks;
    this.staleness = staleness;
    this.clock = clock;
  }

  /**
   * The user with this id, as the database had it a short time ago.
   *
   * @throws StoreException if the database is away and what is remembered is too old
   */
  Optional<KnownUser> recentById(String id) {
    Remembered known = remembered.get(id);
    if (known == null) {
      return byId(id);
    }
    known.isUsed = true;
    Instant now = clock.instant();
    if (isYounger(known, staleness.userCheck(), now)) {
      return Optional.of(known.user);
    }
    boolean mayBeUsed = isYounger(known, staleness.userCheck().plus(staleness.limit()), now);
    if (databaseIsAway && mayBeUsed) {
      // The background tries again and again; a request would only wait for the pool.
      return Optional.of(known.user);
    }
    try {
      return byId(id);
    } catch (StoreException e) {
      databaseIsAway = true;
      if (mayBeUsed) {
        return Optional.of(known.user);
      }
      throw e;
    }
  }

  /** The user with this id, as the database has it now. */
  Optional<KnownUser> byId(String id) {
    Instant readAt = clock.instant();
    Optional<KnownUser> user = table.findById(id).map(row -> known(row, readAt));
    databaseIsAway = false;
    // Unknown ids are not remembered: they come from outside and would fill the memory.
    user.ifPresentOrElse(this::remember, () -> remembered.remove(id));
    return user;
  }

  /** Whether the database still has the password with which this user was read. */
  boolean hasStill(KnownUser user) {
    return table
        .findById(user.row().id())
        .filter(row -> marks.of(row).equals(user.passwordMark()))
        .isPresent();
  }

  /** The user who logs in with exactly this, as the database has it now. */
  Optional<KnownUser> byLogin(String login) {
    Instant readAt = clock.instant();
    return table.findByLogin(login).map(row -> known(row, readAt));
  }

  /** Whether the user may be let in now: active, not locked and not expired. */
  boolean isOpen(KnownUser user) {
    return user.row().isOpen(clock.instant());
  }

  /** An id as the claim {@code user_id} carries it: a number where the database has numbers. */
  Object idClaim(String id) {
    return table.idsAreNumbers() ? (Object) Long.valueOf(id) : id;
  }

  /**
   * Reads again the users who were asked for since the last time, and forgets the others; to be run
   * twice in the time that a row may be remembered.
   *
   * @throws StoreException if the database is away; nothing is forgotten then
   */
  public void follow() {
    try {
      for (Map.Entry<String, Remembered> entry : remembered.entrySet()) {
        if (entry.getValue().isUsed) {
          byId(entry.getKey());
        } else {
          remembered.remove(entry.getKey(), entry.getValue());
        }
      }
    } catch (StoreException e) {
      databaseIsAway = true;
      throw e;
    }
  }

  /** How many users are remembered. */
  public int remembered() {
    return remembered.size();
  }

  private KnownUser known(UserRow row, Instant readAt) {
    return new KnownUser(row, marks.of(row), readAt);
  }

  private void remember(KnownUser user) {
    if (remembered.size() >= MAX_REMEMBERED) {
      remembered.clear();
    }
    remembered.put(user.row().id(), new Remembered(user));
  }

  private static boolean isYounger(Remembered known, Duration age, Instant now) {
    return now.isBefore(known.user.readAt().plus(age));
  }

  private static final class Remembered {
    private final KnownUser user;
    // A race loses at most one mark of use: the next request reads the row itself.
    private volatile boolean isUsed;

    Remembered(KnownUser user) {
      this.user = user;
    }
  }
}
