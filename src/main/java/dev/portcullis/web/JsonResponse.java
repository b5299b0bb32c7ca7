package dev.portcullis.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Writes the JSON of an answer, with the headers that every answer of ours has. */
final class JsonResponse {
  private JsonResponse() {}

  static void write(HttpServletResponse response, int status, Map<String, ?> body)
      throws IOException {
    byte[] json = Json.write(body);
    writeHeaders(response, status);
    response.setContentType("application/json");
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
    writeHeaders(response, status);
    response.setContentLength(0);
  }

  private static void writeHeaders(HttpServletResponse response, int status) {
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
  }
}
