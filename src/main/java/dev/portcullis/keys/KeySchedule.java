package dev.portcullis.keys;

import dev.portcullis.jwt.JwtAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When keys in the database are made, begin to sign, and are no longer needed.
 *
 * @param rotation how long after the last key the next one is made; empty for never
 * @param follow how often every node looks for new keys
 * @param lifetime how long a token is good at most, leeway included. Tokens from before it was
 *     shortened end with their key at the latest
 */
public record KeySchedule(Optional<Duration> rotation, Duration follow, Duration lifetime) {
  /** What nodes' clocks may differ by, among other things. */
  private static final Duration LEAST_LEAD = Duration.ofMinutes(1);

  /**
   * Who reads our public keys may ask every 5 minutes, through a cache that keeps them for 5
   * minutes more.
   */
  private static final Duration LEAD_OF_PUBLIC_KEYS = Duration.ofMinutes(15);

  /**
   * Whether the next key is to be made, this long after the last one was.
   *
   * @param lastMade empty if nobody can say when
   */
  boolean isDue(Optional<Instant> lastMade, Instant now) {
    return rotation.isPresent()
        && (lastMade.isEmpty() || !now.isBefore(lastMade.get().plus(rotation.get())));
  }

  /** Whether a key can have been made then: a node with a wrong clock may have written it. */
  boolean isPlausible(Instant made, Instant now) {
    return !made.isAfter(now.plus(lead()));
  }

  /** From when on a key signs: by then every node knows it, and so do readers of public keys. */
  Instant signsFrom(Instant made, JwtAlgorithm algorithm) {
    Duration lead = lead();
    return made.plus(
        algorithm.isSymmetric() || lead.compareTo(LEAD_OF_PUBLIC_KEYS) > 0
            ? lead
            : LEAD_OF_PUBLIC_KEYS);
  }

  /**
   * From when on a key is not needed, whose successor signs from {@code succeeded} on: the slowest
   * node may sign with it a little longer, and its last token lives as long as any.
   */
  Instant retires(Instant succeeded) {
    return succeeded.plus(lead()).plus(lifetime);
  }

  /** How long after nodes have read the keys none signs that they have not read, to be sure. */
  public Duration certainty() {
    return lead().minus(follow);
  }

  private Duration lead() {
    Duration twice = follow.multipliedBy(2);
    return twice.compareTo(LEAST_LEAD) > 0 ? twice : LEAST_LEAD;
  }
}
