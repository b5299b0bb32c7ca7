package dev.portcullis.keys;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.portcullis.jwt.JwtKey;
import dev.portcullis.jwt.KeyRing;
import dev.portcullis.jwt.Keys;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Collectors;

/**
 * Looks whether the ring is to be another, and swaps it; to be run now and then, by one thread at a
 * time and never by a request.
 *
 * <p>What cannot be read or used changes nothing: a half-written file leaves the keys as they are,
 * and the log says so once. So does a database that is away, which is for the caller to tell.
 */
public final class KeyFollower implements Runnable {
  private static final System.Logger LOG = System.getLogger(KeyFollower.class.getName());

  private final KeySource source;
  private final Keys keys;
  private final InstantSource clock;
  private String lastFailure = "";

  /** A follower of {@code source} that keeps {@code keys} up to it. */
  public KeyFollower(KeySource source, Keys keys, InstantSource clock) {
    this.source = source;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @throws dev.portcullis.StoreException if the database could not be asked
   */
  @Override
  public void run() {
    try {
      Instant began = clock.instant();
      KeyRing next = source.read();
      if (!lastFailure.isEmpty()) {
        LOG.log(INFO, "The keys can be read again");
      }
      lastFailure = "";
      boolean isOther = next != keys.current();
      keys.replace(next, began);
      if (isOther) {
        LOG.log(INFO, () -> "The keys have turned over: " + described(next));
      }
    } catch (UnusableKeysException e) {
      String failure = String.valueOf(e.getMessage());
      if (!failure.equals(lastFailure)) {
        lastFailure = failure;
        LOG.log(WARNING, "The keys stay as they are, since new ones cannot be read: " + failure);
      }
    }
  }

  private static String described(KeyRing ring) {
    return ring.all().stream()
        .map(key -> name(key) + (key == ring.signing() ? " signs" : " verifies"))
        .collect(Collectors.joining(", "));
  }

  private static String name(JwtKey key) {
    return key.algorithm() + " " + key.kid();
  }
}
