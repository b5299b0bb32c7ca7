package dev.portcullis.jwt;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The ring that counts now: swapped as a whole when keys turn over, and read without a lock.
 *
 * <p>Whoever signs or verifies takes it once per token, so no token sees half a turnover.
 */
public final class Keys {
  private final Duration certainty;
  private volatile Read last;

  private record Read(KeyRing ring, Instant at) {}

  /** Keys that never turn over. */
  public Keys(KeyRing only) {
    this(only, Instant.MAX, Duration.ZERO);
  }

  /**
   * Keys that begin with this ring.
   *
   * @param readAt when the reading of it began
   * @param certainty how long after a reading began no key can be in use that was not read
   */
  public Keys(KeyRing first, Instant readAt, Duration certainty) {
    this.certainty = certainty;
    this.last = new Read(first, readAt);
  }

  /** The ring that counts now. */
  public KeyRing current() {
    return last.ring();
  }

  /** From now on this ring counts, which may be the one before; its reading began at this time. */
  public void replace(KeyRing next, Instant readAt) {
    last = new Read(next, readAt);
  }

  /**
   * The key with this name; empty if there is none.
   *
   * @throws AuthException {@code UNAVAILABLE} if there is none here, and the last reading is so
   *     long ago that another node may sign with it: its token is good, and we cannot tell
   */
  Optional<JwtKey> find(String kid, Instant now) {
    Read read = last;
    Optional<JwtKey> found = read.ring().find(kid);
    if (found.isEmpty() && !now.isBefore(read.at().plus(certainty))) {
      throw new AuthException(AuthError.UNAVAILABLE);
    }
    return found;
  }
}
