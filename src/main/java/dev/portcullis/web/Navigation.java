package dev.portcullis.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a person waits for a page, or a program for data.
 *
 * <p>Browsers say so by Fetch Metadata, on HTTPS and on the loopback; elsewhere the types that the
 * request accepts have to tell.
 */
final class Navigation {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  /**
   * What HttpURLConnection accepts if nobody says otherwise: a program, whatever it names first.
   */
  private static final String JAVA_DEFAULT = "text/html, image/gif, image/jpeg, *";

  private static final String FETCH_MODE = "Sec-Fetch-Mode";

  private Navigation() {}

  /** Whether the method asks for nothing to be done (RFC 9110, section 9.2.1). */
  static boolean isSafe(HttpServletRequest request) {
    return SAFE.contains(request.getMethod());
  }

  /** Whether the answer to this request should be a page for people. */
  static boolean wantsPage(HttpServletRequest request) {
    return !Headers.has(request, "Authorization")
        && !isByScript(request)
        && (mode(request).equals("navigate") || prefersHtml(request));
  }

  /** Whether the request asks for a page, with a method that does nothing. */
  static boolean asksForPage(HttpServletRequest request) {
    String method = request.getMethod();
    return (method.equals("GET") || method.equals("HEAD")) && wantsPage(request);
  }

  /** Whether the answer will stand in the address bar, and not in a frame or an image. */
  static boolean isTopLevel(HttpServletRequest request) {
    String destination = Headers.one(request, "Sec-Fetch-Dest").orElse("document");
    return asksForPage(request) && destination.equals("document");
  }

  /** Whether the request accepts HTML by name, and JSON no better. */
  static boolean prefersHtml(HttpServletRequest request) {
    String accept = Headers.list(request, "Accept");
    if (accept.startsWith(JAVA_DEFAULT)) {
      return false;
    }
    double html = Math.max(quality(accept, "text/html"), quality(accept, "application/xhtml+xml"));
    return html > 0 && html >= quality(accept, "application/json");
  }

  /** Whether a script has sent the request, and will read the answer. */
  static boolean isByScript(HttpServletRequest request) {
    String mode = mode(request);
    return (!mode.isEmpty() && !mode.equals("navigate"))
        || Headers.one(request, "X-Requested-With").filter("XMLHttpRequest"::equals).isPresent();
  }

  /** Whether a page of Jakarta Faces asks for a part of itself (Faces 4.0, section 13.4.3). */
  static boolean isPartialAjax(HttpServletRequest request) {
    return Headers.one(request, "Faces-Request").filter("partial/ajax"::equals).isPresent();
  }

  /** Whether the request wants to become a WebSocket (RFC 6455, section 4.1). */
  static boolean isWebSocket(HttpServletRequest request) {
    return Headers.has(request, "Upgrade")
        && Headers.list(request, "Upgrade").toLowerCase(Locale.ROOT).contains("websocket");
  }

  private static String mode(HttpServletRequest request) {
    return Headers.one(request, FETCH_MODE).orElse("");
  }

  /** The weight of a type that is named in {@code Accept}; 0 if it is not (RFC 9110, 12.5.1). */
  private static double quality(String accept, String type) {
    for (String range : accept.split(",", -1)) {
      String[] parts = range.split(";", -1);
      if (parts[0].strip().toLowerCase(Locale.ROOT).equals(type)) {
        return weight(parts);
      }
    }
    return 0;
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")) {
        return Double.parseDouble(parameter.substring(2));
      }
    }
    return 1;
  }
}
