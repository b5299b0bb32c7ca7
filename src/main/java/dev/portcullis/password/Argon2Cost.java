package dev.portcullis.password;

/**
 * The parameters of Argon2 (RFC 9106, section 3.1).
 *
 * @param type 0 for Argon2d, 1 for Argon2i, 2 for Argon2id
 * @param version 16 or 19
 * @param memory kibibytes
 * @param passes over that memory
 * @param lanes filled one after the other here
 */
record Argon2Cost(int type, int version, int memory, int passes, int lanes) {
  static final int ID = 2;
  static final int VERSION = 19;
  static final int MAX_MEMORY = 256 * 1024;
  static final int MAX_PASSES = 10;
  static final int MAX_LANES = 8;

  /** Whether Argon2 is defined for them, and no login with them can stop the server. */
  boolean isBearable() {
    return lanes >= 1
        && lanes <= MAX_LANES
        && passes >= 1
        && passes <= MAX_PASSES
        && memory >= 8 * lanes
        && memory <= MAX_MEMORY;
  }

  /** Measured beside PBKDF2 on JDK 17: 36 ms for 19 MiB and two passes. */
  long rounds() {
    return 13L * memory * passes / 2;
  }
}
