package dev.portcullis.password;

/** The value of a password column, understood. */
interface StoredPassword {

  /** Whether this password was stored; costs the same whatever the answer. */
  boolean matches(byte[] password);

  /** What {@link #matches} costs, counted in rounds of the preferred encoding. */
  int rounds();

  /** Whether a password stored anew with this encoding would be no stronger. */
  boolean isUpToDate(PasswordEncoding preferred);
}
