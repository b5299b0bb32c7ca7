package dev.portcullis.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Writes the JSON of an answer, with the headers that every answer of ours has. */
final class JsonResponse {
  private static final int OK = 200;

  private JsonResponse() {}

  static void write(HttpServletResponse response, int status, Map<String, ?> body)
      throws IOException {
    writeHeaders(response, status, "no-store");
    write(response, "application/json", body);
  }

  /**
   * A JWK set, under its own type (RFC 7517, section 8.5.2). Anybody may keep it for five minutes:
   * a new key is published long before it signs.
   */
  static void writeKeys(HttpServletResponse response, Map<String, ?> body) throws IOException {
    writeHeaders(response, OK, "public, max-age=300");
    write(response, "application/jwk-set+json", body);
  }

  private static void write(HttpServletResponse response, String contentType, Map<String, ?> body)
      throws IOException {
    byte[] json = Json.write(body);
    response.setContentType(contentType);
    OutputStream bytes;
    try {
      bytes = response.getOutputStream();
    } catch (IllegalStateException e) {
      // A page that has begun by writing text cannot be answered in its place but by text.
      response.getWriter().write(new String(json, UTF_8));
      return;
    }
    response.setContentLength(json.length);
    bytes.write(json);
  }

  /** The status with no body. */
  static void writeEmpty(HttpServletResponse response, int status) {
    writeHeaders(response, status, "no-store");
    response.setContentLength(0);
  }

  private static void writeHeaders(HttpServletResponse response, int status, String caching) {
    response.setStatus(status);
    response.setHeader("Cache-Control", caching);
    response.setHeader("X-Content-Type-Options", "nosniff");
  }
}
