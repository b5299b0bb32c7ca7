package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Passwords as software of the nineties hashed them. */
final class Latin1 {
  private Latin1() {}

  /**
   * The password in ISO 8859-1; the same bytes if it has other characters: Java would make "?" of
   * them, and "?" may be somebody's password.
   */
  static byte[] of(byte[] utf8) {
    String text = new String(utf8, UTF_8);
    return ISO_8859_1.newEncoder().canEncode(text) ? text.getBytes(ISO_8859_1) : utf8;
  }
}
