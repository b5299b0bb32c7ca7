package dev.portcullis.session;

import dev.portcullis.AuthException;
import dev.portcullis.store.FailedLoginRow;
import dev.portcullis.store.FailedLoginTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes guessing slow, on all nodes together and before anything is hashed.
 *
 * <p>Three numbers are kept. Failures of one account from one address make wait long, and concern
 * nobody but who is there. Failures of one account from everywhere only make those wait, and only
 * for a moment, who have failed themselves from where they are: no stranger can lock somebody out
 * from elsewhere. Failures from one address for all accounts make all wait there for a moment but
 * those who have signed in from there before.
 *
 * <p>Whether there is such an account is never looked at, so the answer cannot tell.
 */
public final class LoginThrottle {
  private static final Duration GOOD = Duration.ofDays(30);
  private static final Duration GOOD_LEFT = Duration.ofDays(23);
  private static final int TRIES = 5;
  private static final FailedLoginRow NOTHING = new FailedLoginRow(0, Instant.EPOCH, Instant.EPOCH);

  private final FailedLoginTable table;
  private final byte[] key;
  private final LoginLimits limits;
  private final InstantSource clock;

  /**
   * @param key of at least 32 bytes, the same on all nodes
   */
  public LoginThrottle(
      FailedLoginTable table, byte[] key, LoginLimits limits, InstantSource clock) {
    this.table = table;
    this.key = key.clone();
    this.limits = limits;
    this.clock = clock;
  }

  /** What is known before a login, and what of it is counted already. */
  private record Attempt(
      LoginSubjects subjects, FailedLoginRow pair, Instant since, List<String> counted) {}

  /**
   * Tries the password, unless it is too soon, and counts how it went.
   *
   * @param username what was typed
   * @param proof empty if the password is wrong
   * @throws AuthException with {@code THROTTLED} if it is too soon; the proof is not begun then
   * @throws dev.portcullis.StoreException if the database is away
   */
  <T> Optional<T> guard(String username, Client client, Supplier<Optional<T>> proof) {
    Attempt attempt = begin(LoginSubjects.of(key, username, client.address()));
    Optional<T> proved;
    try {
      proved = proof.get();
    } catch (AuthException e) { // Nothing was tried: no processor core came free.
      attempt.counted().forEach(table::release);
      throw e;
    }
    if (proved.isPresent()) {
      succeeded(attempt);
    } else {
      failed(attempt);
    }
    return proved;
  }

  private Attempt begin(LoginSubjects subjects) {
    for (int i = 0; i < TRIES; i++) {
      Instant now = clock.instant();
      Map<String, FailedLoginRow> known =
          table.find(subjects.pair(), subjects.account(), subjects.address());
      Instant since = countedSince(known, subjects, now);
      FailedLoginRow pair = counting(known, subjects.pair(), since);
      FailedLoginRow account = counting(known, subjects.account(), since);
      FailedLoginRow address = counting(known, subjects.address(), since);
      boolean isKnownHere = pair.goodUntil().isAfter(now);

      Duration wait = limits.waitAfter(pair.failures());
      if (!isKnownHere && pair.failures() > 0) {
        wait = longer(wait, limits.sharedWaitAfter(account.failures()));
      }
      requireOver(pair, wait, now);
      Duration shared = isKnownHere ? Duration.ZERO : limits.sharedWaitAfter(address.failures());
      requireOver(address, shared, now);

      // Many come at once: where failures are counted already, each is counted before it is tried.
      List<String> counted = new ArrayList<>();
      if ((shared.isZero() || claim(subjects.address(), address, now, counted))
          && (pair.failures() == 0 || claim(subjects.pair(), pair, now, counted))) {
        return new Attempt(subjects, pair, since, counted);
      }
      counted.forEach(table::release);
    }
    throw AuthException.throttled(Duration.ofSeconds(1));
  }

  private boolean claim(String subject, FailedLoginRow seen, Instant now, List<String> counted) {
    if (!table.claim(subject, seen, now, until(now))) {
      return false;
    }
    counted.add(subject);
    return true;
  }

  /**
   * Forgets the failures of an account, from wherever they came, on all nodes.
   *
   * @param username any way to write what is typed
   * @throws dev.portcullis.StoreException if the database is away
   */
  public void unlock(String username) {
    reset(LoginSubjects.of(key, username, "").account());
  }

  /**
   * Forgets the failures from an address, of whatever account, on all nodes.
   *
   * @throws dev.portcullis.StoreException if the database is away
   */
  public void unlockAddress(String address) {
    reset(LoginSubjects.of(key, "", address).address());
  }

  private void reset(String subject) {
    Instant now = clock.instant();
    table.reset(subject, now, until(now));
  }

  /**
   * The moment from which failures count. Nobody is good for an account or an address as a whole:
   * there the row has the moment at which somebody has unlocked it. Of the pairs, whose rows nobody
   * could find, all are meant by that.
   */
  private Instant countedSince(
      Map<String, FailedLoginRow> known, LoginSubjects subjects, Instant now) {
    Instant since = since(now);
    for (String whole : List.of(subjects.account(), subjects.address())) {
      Instant unlocked = known.getOrDefault(whole, NOTHING).goodUntil();
      since = unlocked.isAfter(since) ? unlocked : since;
    }
    return since;
  }

  /** The row, unless it is so old that its failures are forgotten. */
  private static FailedLoginRow counting(
      Map<String, FailedLoginRow> known, String subject, Instant since) {
    FailedLoginRow row = known.getOrDefault(subject, NOTHING);
    return row.lastAt().isBefore(since)
        ? new FailedLoginRow(0, row.lastAt(), row.goodUntil())
        : row;
  }

  private static void requireOver(FailedLoginRow row, Duration wait, Instant now) {
    Duration left = Duration.between(now, row.lastAt().plus(wait));
    if (!wait.isZero() && left.compareTo(Duration.ZERO) > 0) {
      // Of a node whose clock is ahead, too, nobody waits longer than that.
      throw AuthException.throttled(left.compareTo(wait) < 0 ? left : wait);
    }
  }

  private void failed(Attempt attempt) {
    Instant now = clock.instant();
    LoginSubjects subjects = attempt.subjects();
    for (String subject : List.of(subjects.pair(), subjects.account(), subjects.address())) {
      if (!attempt.counted().contains(subject)) {
        table.count(subject, attempt.since(), now, until(now));
      }
    }
  }

  /**
   * Who has signed in is no stranger here any more. That is written down once a week, so that most
   * logins only read.
   */
  private void succeeded(Attempt attempt) {
    LoginSubjects subjects = attempt.subjects();
    Instant now = clock.instant();
    if (attempt.counted().contains(subjects.address())) {
      table.release(subjects.address());
    }
    boolean isFresh = attempt.pair().goodUntil().isAfter(now.plus(GOOD_LEFT));
    if (attempt.pair().failures() > 0 || !isFresh) {
      table.forgive(subjects.pair(), now.plus(GOOD));
    }
  }

  private Instant since(Instant now) {
    return now.minus(limits.pause());
  }

  private Instant until(Instant now) {
    return now.plus(limits.pause());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
