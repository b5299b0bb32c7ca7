package dev.portcullis.password;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Bytes as stored passwords write them; a spelling that no encoder gives is none. */
final class Encoded {
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final String BCRYPT =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private Encoded() {}

  /** The bytes of padded base64 (RFC 4648, section 4). */
  static Optional<byte[]> base64(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return toBase64(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) { // No base64: then it is of another format, or of none.
      return Optional.empty();
    }
  }

  /** The bytes of base64 without padding. */
  static Optional<byte[]> unpaddedBase64(String text) {
    return text.endsWith("=")
        ? Optional.empty()
        : base64(text + "=".repeat((4 - text.length() % 4) % 4));
  }

  /** The bytes of bcrypt's own base64: without padding, in another order of characters. */
  static Optional<byte[]> bcryptBase64(String text) {
    return unpaddedBase64(translate(text, BCRYPT, BASE64));
  }

  static String toBase64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static String toUnpaddedBase64(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  static String toBcryptBase64(byte[] bytes) {
    return translate(toUnpaddedBase64(bytes), BASE64, BCRYPT);
  }

  /** The bytes of hexadecimal digits in either case; Jetty mixes them. */
  static Optional<byte[]> hex(String text) {
    try {
      return Optional.of(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException e) { // No digits, or an odd number of them.
      return Optional.empty();
    }
  }

  static String toHex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** The bytes from here to there. */
  static byte[] part(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static String translate(String text, String from, String to) {
    StringBuilder translated = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int index = from.indexOf(text.charAt(i));
      // A character that "from" lacks becomes one that "to" lacks.
      translated.append(index < 0 ? '!' : to.charAt(index));
    }
    return translated.toString();
  }
}
