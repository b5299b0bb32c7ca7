package dev.portcullis.password;

/** The value of a password column, understood. */
interface StoredPassword {

  /** Whether this password was stored; costs the same whatever the answer. */
  boolean matches(byte[] password);

  /**
   * What {@link #matches} costs, in rounds of PBKDF2 with HMAC-SHA256; rather too few than too
   * many, since a wrong password is padded by what is lacking.
   */
  long rounds();
}
