package dev.portcullis.web;

import dev.portcullis.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Writes the JSON of an answer. */
final class JsonResponse {
  private static final int OK = 200;

  private JsonResponse() {}

  static void write(HttpServletResponse response, int status, Map<String, ?> body)
      throws IOException {
    Reply.write(response, status, "application/json", Json.write(body));
  }

  /**
   * A JWK set, under its own type (RFC 7517, section 8.5.2). Anybody may keep it for five minutes:
   * a new key is published long before it signs.
   */
  static void writeKeys(HttpServletResponse response, Map<String, ?> body) throws IOException {
    Reply.head(response, OK, "public, max-age=300");
    Reply.body(response, "application/jwk-set+json", Json.write(body));
  }
}
