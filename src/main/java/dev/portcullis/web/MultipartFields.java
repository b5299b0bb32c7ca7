package dev.portcullis.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text fields of {@code multipart/form-data} (RFC 7578) out of a body that is in memory.
 *
 * <p>The container's own parser is not used: it differs from container to container in what it
 * accepts and may write parts to disk. Files are refused; no endpoint of ours wants one.
 */
final class MultipartFields {
  private static final int MAX_FIELDS = 100;
  private static final int MAX_BOUNDARY = 70;

  private final String body;
  private final String delimiter;
  private final Map<String, Object> fields = new LinkedHashMap<>();

  private MultipartFields(byte[] body, String boundary) {
    // One character per byte, so that positions are those of the bytes.
    this.body = new String(body, ISO_8859_1);
    this.delimiter = "\r\n--" + boundary;
  }

  /**
   * The fields of a form whose {@code Content-Type} is {@code contentType}.
   *
   * @throws AuthException if the boundary or a part is malformed, or a field stands there twice
   */
  static Map<String, Object> parse(byte[] body, String contentType) {
    return new MultipartFields(body, boundaryOf(contentType)).parse();
  }

  private Map<String, Object> parse() {
    String opening = delimiter.substring(2);
    if (!body.startsWith(opening)) {
      throw malformed("the boundary is not there");
    }
    int position = opening.length();
    while (!body.startsWith("--", position)) {
      if (!body.startsWith("\r\n", position)) {
        throw malformed("a part does not begin on a line of its own");
      }
      int end = body.indexOf(delimiter, position + 2);
      if (end < 0) {
        throw malformed("the last part does not end");
      }
      addPart(body.substring(position + 2, end));
      position = end + delimiter.length();
    }
    return fields;
  }

  private void addPart(String part) {
    int blank = part.indexOf("\r\n\r\n");
    if (blank < 0) {
      throw malformed("a part has no end of headers");
    }
    String name = nameIn(part.substring(0, blank));
    byte[] value = part.substring(blank + 4).getBytes(ISO_8859_1);
    String text = FormFields.decodeUtf8(value).orElseThrow(() -> malformed("a field is not UTF-8"));
    if (fields.putIfAbsent(name, text) != null) {
      throw malformed("a field stands there twice");
    }
    if (fields.size() > MAX_FIELDS) {
      throw malformed("too many fields");
    }
  }

  private static String nameIn(String headers) {
    for (String line : headers.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
        String disposition = line.substring(line.indexOf(':') + 1);
        if (parameter(disposition, "filename") != null) {
          throw malformed("files are not taken");
        }
        String name = parameter(disposition, "name");
        if (name != null) {
          return FormFields.decodeUtf8(name.getBytes(ISO_8859_1))
              .orElseThrow(() -> malformed("a name is not UTF-8"));
        }
      }
    }
    throw malformed("a part has no name");
  }

  private static String boundaryOf(String contentType) {
    String boundary = parameter(contentType, "boundary");
    if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
      throw malformed("Invalid boundary");
    }
    return boundary;
  }

  /** The value of a parameter (RFC 9110, section 5.6.6); null if there is none. */
  private static @Nullable String parameter(String header, String name) {
    for (String part : header.split(";", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0 && part.substring(0, equals).strip().equalsIgnoreCase(name)) {
        String value = part.substring(equals + 1).strip();
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
      }
    }
    return null;
  }

  private static AuthException malformed(String what) {
    return new AuthException(AuthError.BODY_NOT_MULTIPART, what);
  }
}
