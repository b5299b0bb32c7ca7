package dev.portcullis.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/** Writes answers, with the headers that every answer of ours has. */
final class Reply {
  private static final int SEE_OTHER = 303;

  private Reply() {}

  static void write(HttpServletResponse response, int status, String contentType, byte[] body)
      throws IOException {
    head(response, status);
    body(response, contentType, body);
  }

  /** What follows the head; text is UTF-8. */
  static void body(HttpServletResponse response, String contentType, byte[] body)
      throws IOException {
    response.setContentType(contentType);
    OutputStream bytes;
    try {
      bytes = response.getOutputStream();
    } catch (IllegalStateException e) {
      // A page that has begun by writing text cannot be answered in its place but by text.
      response.getWriter().write(new String(body, UTF_8));
      return;
    }
    response.setContentLength(body.length);
    bytes.write(body);
  }

  /** The status with no body. */
  static void empty(HttpServletResponse response, int status) {
    head(response, status);
    response.setContentLength(0);
  }

  /**
   * Sends a browser on, to be asked for with GET (RFC 9110, section 15.4.4).
   *
   * @param path of this host: the client completes it, so no {@code Host} header can turn it away
   */
  static void redirect(HttpServletResponse response, String path) {
    response.setHeader("Location", path);
    empty(response, SEE_OTHER);
  }

  /** Status and headers of an answer whose body somebody else writes. */
  static void head(HttpServletResponse response, int status) {
    head(response, status, "no-store");
  }

  /** The same of an answer that may be kept as {@code caching} says (RFC 9111, section 5.2.2). */
  static void head(HttpServletResponse response, int status, String caching) {
    response.setStatus(status);
    response.setHeader("Cache-Control", caching);
    response.setHeader("X-Content-Type-Options", "nosniff");
  }
}
