package dev.portcullis.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/** The headers of a request, none of which is ever null. */
final class Headers {
  private Headers() {}

  /** The value of a header that may be sent once; of several, something that is no value of it. */
  static Optional<String> one(HttpServletRequest request, String name) {
    String value = request.getHeader(name);
    if (value == null) {
      return Optional.empty();
    }
    return Optional.of(all(request, name).size() == 1 ? value.strip() : "(sent twice)");
  }

  /** The value of a header that is a list, its lines joined; empty if it is not sent. */
  static String list(HttpServletRequest request, String name) {
    return request.getHeader(name) == null ? "" : String.join(",", all(request, name));
  }

  static boolean has(HttpServletRequest request, String name) {
    return request.getHeader(name) != null;
  }

  private static List<String> all(HttpServletRequest request, String name) {
    Enumeration<String> values = request.getHeaders(name);
    return values == null ? List.of() : Collections.list(values);
  }
}
