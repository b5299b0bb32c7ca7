package dev.portcullis.web;

import dev.portcullis.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Writes the JSON of an answer. */
final class JsonResponse {
  private JsonResponse() {}

  static void write(HttpServletResponse response, int status, Map<String, ?> body)
      throws IOException {
    Reply.write(response, status, "application/json", Json.write(body));
  }
}
