package dev.portcullis.web;

import dev.portcullis.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Writes the JSON of an answer, with the headers that every answer of ours has. */
final class JsonResponse {
  private JsonResponse() {}

  static void write(HttpServletResponse response, int status, Map<String, ?> body)
      throws IOException {
    byte[] json = Json.write(body);
    writeHeaders(response, status);
    response.setContentType("application/json");
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }

  /** The status with no body. */
  static void writeEmpty(HttpServletResponse response, int status) {
    writeHeaders(response, status);
    response.setContentLength(0);
  }

  private static void writeHeaders(HttpServletResponse response, int status) {
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
  }
}
