package dev.portcullis.password;

/**
 * Bounds of what a stored password may ask for: who logs in must not be able to stop the server.
 */
final class Cost {
  /** Rounds of PBKDF2 or of a bare hash function. */
  static final int MAX_ITERATIONS = 5_000_000;

  /** Rounds that each hash several times. */
  static final int MAX_HEAVY_ROUNDS = 1_000_000;

  private Cost() {}

  /** The decimal number if it is from 1 to {@code max} and has no leading zero; else 0. */
  static int bounded(String digits, int max) {
    if (!digits.matches("[1-9][0-9]{0,8}")) {
      return 0;
    }
    int number = Integer.parseInt(digits);
    return number <= max ? number : 0;
  }
}
