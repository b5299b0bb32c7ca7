package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A secret that is no part of the database: who steals the table alone cannot even guess.
 *
 * <p>What is hashed is then HMAC-SHA256 of the password under the secret, in hex, and {@code
 * {pepper}} stands before the hash.
 */
public final class Pepper {
  static final String MARK = "{pepper}";

  private final byte[] secret;

  /** A pepper of these bytes. */
  public Pepper(byte[] secret) {
    this.secret = secret.clone();
  }

  /** What is hashed in place of the password. */
  byte[] on(byte[] password) {
    return Encoded.toHex(HashFunction.SHA256.hmac(secret, password)).getBytes(US_ASCII);
  }

  /** Nothing that tells the secret. */
  @Override
  public String toString() {
    return "****";
  }
}
