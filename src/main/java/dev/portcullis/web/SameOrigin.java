package dev.portcullis.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a request comes from a page of this very origin: what a browser adds cookies to, it adds
 * them to whoever has made it send the request.
 *
 * <p>A browser says it by {@code Sec-Fetch-Site} (W3C Fetch Metadata), an older one by {@code
 * Origin} (RFC 6454, section 7) or at least {@code Referer}; no script can write any of them. Who
 * says nothing has proved nothing. So old forms need no hidden field.
 */
final class SameOrigin {
  private final boolean isHttpsOutside;

  /**
   * @param isHttpsOutside people come by HTTPS, even where the container sees a proxy's HTTP
   */
  SameOrigin(boolean isHttpsOutside) {
    this.isHttpsOutside = isHttpsOutside;
  }

  /** Whether the request says that it comes from here. */
  boolean isProvedBy(HttpServletRequest request) {
    Optional<String> site = Headers.one(request, "Sec-Fetch-Site");
    if (site.isPresent()) {
      // "none" is the user's own doing: the address bar, a bookmark.
      return site.get().equals("same-origin") || site.get().equals("none");
    }
    Optional<String> origin = Headers.one(request, "Origin");
    if (origin.isPresent()) {
      return isOurs(origin.get(), request);
    }
    return Headers.one(request, "Referer")
        .filter(page -> isOurs(originOf(page), request))
        .isPresent();
  }

  /**
   * Whether the request may act as whom its cookies say: what changes something, and what becomes a
   * WebSocket, only from here.
   */
  boolean allows(HttpServletRequest request) {
    return (Navigation.isSafe(request) && !Navigation.isWebSocket(request)) || isProvedBy(request);
  }

  /** The path and query of the page that has sent the request, if that is one of this origin. */
  Optional<String> pathOfReferer(HttpServletRequest request) {
    return Headers.one(request, "Referer")
        .filter(page -> isOurs(originOf(page), request))
        .map(page -> page.substring(originOf(page).length()));
  }

  private boolean isOurs(String origin, HttpServletRequest request) {
    return origin.toLowerCase(Locale.ROOT).equals(ours(request));
  }

  /** As a browser writes it: no port where it is the scheme's own. */
  private String ours(HttpServletRequest request) {
    boolean isLifted = isHttpsOutside && !request.isSecure();
    String scheme = isLifted ? "https" : request.getScheme().toLowerCase(Locale.ROOT);
    int port = request.getServerPort();
    boolean isDefault =
        port == (scheme.equals("https") ? 443 : 80) || port <= 0 || (isLifted && port == 80);
    String name = request.getServerName().toLowerCase(Locale.ROOT);
    // Containers disagree about the brackets of IPv6.
    String host = name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name;
    return scheme + "://" + host + (isDefault ? "" : ":" + port);
  }

  private static String originOf(String url) {
    int authority = url.indexOf("://") + 3;
    if (authority < 3) {
      return "";
    }
    int end = authority;
    while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return url.substring(0, end);
  }
}
