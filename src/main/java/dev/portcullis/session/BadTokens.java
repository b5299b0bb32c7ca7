package dev.portcullis.session;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.address.IpAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts the bad tokens of each address, so that forging them costs this node no more than a few
 * signatures and queries a minute.
 *
 * <p>Only what nobody honest sends in numbers is counted: forged, unknown and malformed tokens, and
 * none that is merely over. An address that has sent too many is not shut out: tokens that this
 * node has issued, or has found good before, go on being looked at. So others behind the same
 * address keep working, and who does not can sign in, which has a throttle of its own.
 *
 * <p>The memory is of fixed size, however many addresses there are. Two of them may share a count;
 * which do, nobody outside can know.
 */
public final class BadTokens {
  private static final long WINDOW_SECONDS = 60;
  private static final long MILLIS = 1_000;
  private static final int SLOTS = 1 << 13;
  private static final int START_SHIFT = 32;
  private static final long COUNT_MASK = (1L << START_SHIFT) - 1;

  private static final Set<AuthError> BAD =
      EnumSet.of(
          AuthError.TOKEN_INVALID,
          AuthError.STATIC_TOKEN_INVALID,
          AuthError.STATIC_TOKEN_MISSING,
          AuthError.STATIC_TOKEN_WITH_SPACES,
          AuthError.STATIC_TOKEN_WITH_ODD_CHARACTERS,
          AuthError.BEARER_MALFORMED);

  private final int limit;
  private final long seed;
  private final InstantSource clock;

  /**
   * In each slot the second of a first bad token, and how many have come in the minute from then.
   */
  private final AtomicLongArray counts = new AtomicLongArray(SLOTS);

  /**
   * Hashes of good tokens, the last one of each slot. That they are short does no harm: whoever
   * forges a token of the same hash has a good one, and that costs as much to look at.
   */
  private final AtomicIntegerArray good = new AtomicIntegerArray(SLOTS);

  private final AtomicLong quietFrom = new AtomicLong();

  /**
   * @param limit how many bad tokens of one address are looked at in a minute, which begins with
   *     the first; at least 1
   * @param seed what nobody outside knows
   */
  public BadTokens(int limit, long seed, InstantSource clock) {
    this.limit = limit;
    this.seed = seed;
    this.clock = clock;
  }

  /** Whether no address has sent too many this minute, so that nothing else need be asked. */
  public boolean isQuiet() {
    long end = quietFrom.get();
    return end == 0 || clock.millis() >= end;
  }

  /**
   * Goes on if the token may be looked at.
   *
   * @param address where it comes from
   * @throws AuthException with {@code THROTTLED} if too many bad ones have come from there and this
   *     one is not known to be good
   */
  public void requireTurn(String token, String address) {
    if (!isKnown(token)) {
      requireRoom(counts.get(slotOf(address)), now());
    }
  }

  /** The token is good, as far as this node knows. */
  public void remember(String token) {
    int hash = token.hashCode();
    int slot = hash & (SLOTS - 1);
    if (good.getPlain(slot) != hash) { // Most of the time it stands there: nothing is written.
      good.set(slot, hash);
    }
  }

  /** Whether the sender of a token that is refused with this error has to answer for it. */
  public static boolean isBad(AuthError error) {
    return BAD.contains(error);
  }

  /**
   * Counts a bad token and says whether it was the last that is looked at this minute.
   *
   * @throws AuthException with {@code THROTTLED} if there had been too many before
   */
  public boolean count(String address) {
    int slot = slotOf(address);
    while (true) {
      long seen = counts.get(slot);
      long now = now();
      requireRoom(seen, now);
      long next = isCurrent(seen, now) ? seen + 1 : (now << START_SHIFT) + 1;
      if (counts.compareAndSet(slot, seen, next)) {
        if ((next & COUNT_MASK) < limit) {
          return false;
        }
        quietFrom.accumulateAndGet(endOf(next) * MILLIS, Math::max);
        return true;
      }
    }
  }

  /** Forgets what has come from there, and from who shares its count. */
  public void forget(String address) {
    counts.set(slotOf(address), 0);
  }

  /** How many counts are full now. */
  public int full() {
    long now = now();
    int full = 0;
    for (int i = 0; i < SLOTS && !isQuiet(); i++) {
      full += isFull(counts.get(i), now) ? 1 : 0;
    }
    return full;
  }

  private boolean isKnown(String token) {
    int hash = token.hashCode();
    return good.get(hash & (SLOTS - 1)) == hash && hash != 0;
  }

  private void requireRoom(long count, long now) {
    if (isFull(count, now)) {
      throw AuthException.throttled(Duration.ofSeconds(endOf(count) - now));
    }
  }

  private boolean isFull(long count, long now) {
    return isCurrent(count, now) && (count & COUNT_MASK) >= limit;
  }

  private static boolean isCurrent(long count, long now) {
    return now < endOf(count);
  }

  private static long endOf(long count) {
    return (count >>> START_SHIFT) + WINDOW_SECONDS;
  }

  private long now() {
    return Math.floorDiv(clock.millis(), MILLIS);
  }

  private int slotOf(String address) {
    String site = IpAddress.siteOf(address);
    long mixed = seed;
    for (int i = 0; i < site.length(); i++) { // As MurmurHash3 finishes, over each character.
      mixed = (mixed ^ site.charAt(i)) * 0xff51afd7ed558ccdL;
      mixed ^= mixed >>> 33;
    }
    return (int) mixed & (SLOTS - 1);
  }
}
