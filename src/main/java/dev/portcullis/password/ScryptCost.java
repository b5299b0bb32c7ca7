package dev.portcullis.password;

/**
 * The parameters of scrypt (RFC 7914, section 2).
 *
 * @param n a power of two
 * @param r blocks of 128 bytes
 * @param p how often
 */
record ScryptCost(int n, int r, int p) {
  private static final long MAX_BYTES = 256L * 1024 * 1024;

  /** Whether scrypt is defined for them, and no login with them can stop the server. */
  boolean isBearable() {
    return n > 1
        && Integer.bitCount(n) == 1
        && r >= 1
        && p >= 1
        // By division: the product of three large numbers may look small.
        && n <= MAX_BYTES / 128 / r / p
        // RFC 7914: N is less than 2 to the power of 128 * r / 8.
        && (r > 1 || n < 1 << 16);
  }

  /** Measured beside PBKDF2 on JDK 17. */
  long rounds() {
    return 3L * n * r * p;
  }
}
