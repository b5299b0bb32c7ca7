package dev.portcullis.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code application/x-www-form-urlencoded} (WHATWG URL, section 5.1), in UTF-8 alone. */
final class FormFields {
  private static final int MAX_FIELDS = 100;

  private FormFields() {}

  /**
   * The fields of a form.
   *
   * @throws AuthException if it is not UTF-8, has a broken escape, a field twice, or too many
   */
  static Map<String, Object> parse(byte[] body) {
    Map<String, Object> fields = new LinkedHashMap<>();
    int start = 0;
    while (start < body.length) {
      int end = indexOf(body, '&', start, body.length);
      if (end > start) {
        addField(body, start, end, fields);
      }
      start = end + 1;
    }
    return fields;
  }

  private static void addField(byte[] body, int start, int end, Map<String, Object> fields) {
    int equals = indexOf(body, '=', start, end);
    String name = decodeOrRefuse(body, start, equals);
    String value = equals == end ? "" : decodeOrRefuse(body, equals + 1, end);
    if (fields.putIfAbsent(name, value) != null) {
      throw new AuthException(AuthError.BODY_NOT_FORM, "a field stands there twice");
    }
    if (fields.size() > MAX_FIELDS) {
      throw new AuthException(AuthError.BODY_NOT_FORM, "too many fields");
    }
  }

  private static String decodeOrRefuse(byte[] body, int start, int end) {
    return decode(Arrays.copyOfRange(body, start, end))
        .orElseThrow(() -> new AuthException(AuthError.BODY_NOT_FORM, "a field cannot be decoded"));
  }

  /** The text of an escaped name or value; empty if an escape is broken or it is not UTF-8. */
  static Optional<String> decode(byte[] escaped) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream(escaped.length);
    for (int i = 0; i < escaped.length; i++) {
      if (escaped[i] == '+') {
        plain.write(' ');
      } else if (escaped[i] == '%') {
        int high = i + 2 < escaped.length ? Character.digit(escaped[i + 1], 16) : -1;
        int low = i + 2 < escaped.length ? Character.digit(escaped[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        plain.write((high << 4) | low);
        i += 2;
      } else {
        plain.write(escaped[i]);
      }
    }
    return decodeUtf8(plain.toByteArray());
  }

  /** The text of these bytes; empty if they are not UTF-8. */
  static Optional<String> decodeUtf8(byte[] bytes) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static int indexOf(byte[] body, char wanted, int start, int end) {
    for (int i = start; i < end; i++) {
      if (body[i] == wanted) {
        return i;
      }
    }
    return end;
  }
}
