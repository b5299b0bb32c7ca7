package dev.portcullis.web;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.json.Json;
import dev.portcullis.json.JsonException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request to one of our endpoints: JSON, form or multipart, bounded. */
final class RequestBody {
  /** The largest body that any endpoint takes. */
  static final int MAX_BYTES = 64 * 1024;

  static final String FORM = "application/x-www-form-urlencoded";

  private RequestBody() {}

  /**
   * The fields of the body; none if it is empty.
   *
   * @throws AuthException if it is too large, of another type, or malformed
   */
  static RequestFields read(HttpServletRequest request) {
    byte[] body = readBounded(request);
    String contentType = request.getContentType();
    if (body.length > 0) {
      return new RequestFields(parse(body, contentType));
    }
    boolean wasRead =
        request.getContentLengthLong() != 0
            && mediaTypeOf(contentType == null ? "" : contentType).equals(FORM);
    return wasRead ? new RequestFields(parametersOf(request)) : RequestFields.none();
  }

  /**
   * The fields of a form that the container reads, or has read for a filter before us; what came in
   * the URL is not among them, nor a field that stands there twice.
   *
   * @throws AuthException if the container cannot read them
   */
  static Map<String, Object> parametersOf(HttpServletRequest request) {
    QueryString query = QueryString.of(request.getQueryString());
    Map<String, Object> fields = new LinkedHashMap<>();
    parameterMapOf(request)
        .forEach(
            (name, values) -> {
              if (values.length == 1 && query.values(name).isEmpty()) {
                fields.put(name, values[0]);
              }
            });
    return fields;
  }

  private static Map<String, String[]> parameterMapOf(HttpServletRequest request) {
    try {
      return request.getParameterMap();
    } catch (RuntimeException e) {
      // Each container has an exception of its own for an escape that is none.
      throw new AuthException(AuthError.BODY_BROKEN);
    }
  }

  private static byte[] readBounded(HttpServletRequest request) {
    if (request.getContentLengthLong() > MAX_BYTES) {
      throw tooLarge();
    }
    byte[] body = readHead(request);
    if (body.length > MAX_BYTES) {
      throw tooLarge();
    }
    return body;
  }

  /** The beginning of the body: all of it, or one byte more than any endpoint takes. */
  static byte[] readHead(HttpServletRequest request) {
    try {
      return request.getInputStream().readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      // A chunk that is none, or an end before its time: the client's doing, or it is gone.
      throw new AuthException(AuthError.BODY_BROKEN);
    }
  }

  /** The fields of a body of this {@code Content-Type}. */
  static Map<String, Object> parse(byte[] body, @Nullable String contentType) {
    String type = contentType == null ? "" : contentType;
    return switch (mediaTypeOf(type)) {
      case "application/json" -> parseJson(body, type);
      case FORM -> FormFields.parse(body);
      case "multipart/form-data" -> MultipartFields.parse(body, type);
      default -> throw unsupported(type);
    };
  }

  private static Map<String, Object> parseJson(byte[] body, String contentType) {
    int charset = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
    if (charset >= 0
        && !contentType
            .substring(charset + "charset=".length())
            .replace("\"", "")
            .strip()
            .equalsIgnoreCase("utf-8")) {
      throw unsupported(contentType);
    }
    try {
      return Json.readObject(body);
    } catch (JsonException e) {
      throw new AuthException(AuthError.BODY_NOT_JSON, e.text());
    }
  }

  /** The type and subtype in lower case, without parameters. */
  static String mediaTypeOf(String contentType) {
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  private static AuthException unsupported(String contentType) {
    return new AuthException(AuthError.MEDIA_TYPE_UNSUPPORTED, Shown.cut(contentType));
  }

  private static AuthException tooLarge() {
    return new AuthException(AuthError.BODY_TOO_LARGE, Integer.toString(MAX_BYTES));
  }
}
