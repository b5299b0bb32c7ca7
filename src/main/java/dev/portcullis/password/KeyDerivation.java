package dev.portcullis.password;

/** The functions that are expensive by design: all in one place, so that a test can count them. */
interface KeyDerivation {

  /**
   * The first {@code length} bytes of PBKDF2 (RFC 8018, section 5.2).
   *
   * @param iterations at least 1
   */
  byte[] pbkdf2(HashFunction hash, byte[] password, byte[] salt, int iterations, int length);

  /**
   * The 23 bytes of bcrypt.
   *
   * @param key the 72 bytes that the cipher is keyed with
   * @param salt 16 bytes
   */
  byte[] bcrypt(int cost, byte[] key, byte[] salt);

  /** The first {@code length} bytes of Argon2 (RFC 9106). */
  byte[] argon2(Argon2Cost cost, byte[] password, byte[] salt, int length);

  /** The first {@code length} bytes of scrypt (RFC 7914). */
  byte[] scrypt(ScryptCost cost, byte[] password, byte[] salt, int length);
}
