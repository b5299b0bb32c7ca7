package dev.portcullis.password;

/** PBKDF2 (RFC 8018, section 5.2): the one expensive thing here, so that a test can count it. */
interface KeyDerivation {

  /**
   * The first {@code length} bytes of the derived key.
   *
   * @param iterations at least 1
   */
  byte[] derive(HmacHash hash, byte[] password, byte[] salt, int iterations, int length);
}
