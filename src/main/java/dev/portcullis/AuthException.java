package dev.portcullis;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Something was offered and is wrong, or is missing: the client's mistake, with its answer.
 *
 * <p>It has no stack trace, since it is an answer and not a fault: a flood of bad tokens costs
 * none.
 */
public final class AuthException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final AuthError error;
  private final transient Map<String, List<String>> fields;
  private final long retryAfter;

  /** The error as the table has it. */
  public AuthException(AuthError error) {
    this(error, error.text(), Map.of(), 0);
  }

  /**
   * The error with {@code detail} for the {@code %s} of its text; bounded and cleaned by the
   * caller.
   */
  public AuthException(AuthError error, String detail) {
    this(error, String.format(Locale.ROOT, error.text(), detail), Map.of(), 0);
  }

  private AuthException(
      AuthError error, String text, Map<String, List<String>> fields, long retryAfter) {
    super(text, null, false, false);
    this.error = error;
    this.fields = fields;
    this.retryAfter = retryAfter;
  }

  /** Fields of a body that are missing or wrong, in the order in which they are to be told. */
  public static AuthException ofFields(Map<String, List<String>> fields) {
    return new AuthException(
        AuthError.FIELDS_INVALID,
        AuthError.FIELDS_INVALID.text(),
        Collections.unmodifiableMap(new LinkedHashMap<>(fields)),
        0);
  }

  /** It is too soon; {@code wait} is what is left, told in whole seconds and at least one. */
  public static AuthException throttled(Duration wait) {
    long seconds = Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    String available = seconds == 1 ? "1 second" : seconds + " seconds";
    return new AuthException(
        AuthError.THROTTLED,
        String.format(Locale.ROOT, AuthError.THROTTLED.text(), available),
        Map.of(),
        seconds);
  }

  /** After how many seconds it may be tried again; 0 where nothing can be said of that. */
  public long retryAfter() {
    return retryAfter;
  }

  /** Which row of the table this is. */
  public AuthError error() {
    return error;
  }

  /** The text for people, filled in. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** What is wrong with which field; empty unless the error is {@code FIELDS_INVALID}. */
  public Map<String, List<String>> fields() {
    return fields;
  }
}
