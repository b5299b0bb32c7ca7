package dev.portcullis.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes answers, with the headers that every answer of ours has. */
final class Reply {
  private static final int SEE_OTHER = 303;

  private Reply() {}

  static void write(HttpServletResponse response, int status, String contentType, byte[] body)
      throws IOException {
    head(response, status);
    response.setContentType(contentType);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
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
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
  }
}
