package dev.portcullis.jwt;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Claims read by the type they must have (RFC 7519, section 4).
 *
 * <p>Stricter than the RFC: times are whole seconds, as every issuer we know writes them, and a
 * claim that is there as null is wrong and not absent. Every method throws {@code
 * IllegalArgumentException} for a wrong claim.
 */
final class ClaimReader {
  private static final int MAX_ID_LENGTH = 255;

  /** 9999-12-31T23:59:59Z, the last second that every date type in use can hold. */
  private static final long MAX_SECONDS = 253_402_300_799L;

  private final Map<String, @Nullable Object> claims;

  ClaimReader(Map<String, @Nullable Object> claims) {
    this.claims = claims;
  }

  /** Whether this is an id as we issue and accept them: text of 1 to 255 characters. */
  static boolean isId(Object value) {
    return value instanceof String text && !text.isEmpty() && text.length() <= MAX_ID_LENGTH;
  }

  boolean has(String name) {
    return claims.containsKey(name);
  }

  String text(String name) {
    if (claims.get(name) instanceof String text) {
      return text;
    }
    throw wrong(name);
  }

  String id(String name) {
    String text = text(name);
    if (!isId(text)) {
      throw wrong(name);
    }
    return text;
  }

  /** An id that may be a whole number, too; as text. */
  String idOrNumber(String name) {
    return claims.get(name) instanceof Long number ? number.toString() : id(name);
  }

  Optional<String> optionalText(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  Instant time(String name) {
    if (claims.get(name) instanceof Long seconds && seconds >= 0 && seconds <= MAX_SECONDS) {
      return Instant.ofEpochSecond(seconds);
    }
    throw wrong(name);
  }

  Optional<Instant> optionalTime(String name) {
    return has(name) ? Optional.of(time(name)) : Optional.empty();
  }

  /** A text, or a list of texts of which there may be any number (RFC 7519, section 4.1.3). */
  List<String> texts(String name) {
    if (claims.get(name) instanceof List<?> list) {
      if (!list.stream().allMatch(String.class::isInstance)) {
        throw wrong(name);
      }
      return list.stream().map(String.class::cast).toList();
    }
    return List.of(text(name));
  }

  private static IllegalArgumentException wrong(String name) {
    return new IllegalArgumentException("The claim " + name + " is missing or wrong");
  }
}
