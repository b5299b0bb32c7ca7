package dev.portcullis.password;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How new passwords are stored: PBKDF2 with HMAC-SHA256 in Django's syntax, and its cost.
 *
 * @param iterations rounds of PBKDF2, 1,000 to 5,000,000 (RFC 8018, section 4.2)
 */
public record PasswordEncoding(int iterations) {
  /** What OWASP asks for PBKDF2 with HMAC-SHA256, and Django 4.2's own number. */
  public static final int DEFAULT_ITERATIONS = 600_000;

  static final int MIN_ITERATIONS = 1_000;

  /** A row that asks for more is malformed: its owner could stop the server by logging in. */
  static final int MAX_ITERATIONS = 5_000_000;

  private static final Pattern TEXT = Pattern.compile("pbkdf2_sha256\\$([1-9][0-9]{0,8})");

  public PasswordEncoding {
    if (iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS) {
      throw new IllegalArgumentException(
          String.format(
              "iterations = %d: want %d to %d", iterations, MIN_ITERATIONS, MAX_ITERATIONS));
    }
  }

  /**
   * The encoding that a text such as {@code pbkdf2_sha256$600000} names.
   *
   * @throws IllegalArgumentException if it names none, or the iterations are out of bounds
   */
  public static PasswordEncoding parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\": want pbkdf2_sha256$ and the iterations, such as pbkdf2_sha256$600000");
    }
    return new PasswordEncoding(Integer.parseInt(matcher.group(1)));
  }
}
