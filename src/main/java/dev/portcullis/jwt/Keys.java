package dev.portcullis.jwt;

/**
 * The ring that counts now: swapped as a whole when keys turn over, and read without a lock.
 *
 * <p>Whoever signs or verifies takes it once per token, so no token sees half a turnover.
 */
public final class Keys {
  private volatile KeyRing current;

  /** Keys that begin with this ring. */
  public Keys(KeyRing first) {
    this.current = first;
  }

  /** The ring that counts now. */
  public KeyRing current() {
    return current;
  }

  /** From now on this ring counts. */
  public void replace(KeyRing next) {
    current = next;
  }
}
