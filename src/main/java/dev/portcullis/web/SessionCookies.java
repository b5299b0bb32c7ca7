package dev.portcullis.web;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.config.BrowserSettings.SameSite;
import dev.portcullis.config.BrowserSettings.Secure;
import dev.portcullis.session.TokenPair;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;

/**
 * The two cookies of somebody who has signed in by a form: the access token and the refresh token.
 *
 * <p>No script can read them, and they end with the browser. Both go to the whole application and
 * nowhere else: the gate renews on any page, so a refresh cookie of another path would be out of
 * its reach. Their names tell applications of one host apart; on HTTPS they begin with {@code
 * __Host-} in the root application and {@code __Secure-} in others (RFC 6265bis, section 4.1.3),
 * and without that are not even read.
 */
final class SessionCookies {
  private final SameSite sameSite;
  private final Secure secure;

  SessionCookies(SameSite sameSite, Secure secure) {
    this.sameSite = sameSite;
    this.secure = secure;
  }

  /** What a request has of them. */
  record Found(Optional<String> access, Optional<String> refresh) {
    static final Found NOTHING = new Found(Optional.empty(), Optional.empty());

    boolean isNothing() {
      return access.isEmpty() && refresh.isEmpty();
    }

    @Override
    public String toString() {
      return "Found[****]";
    }
  }

  /**
   * The cookies of the request.
   *
   * @throws AuthException if there is one twice, with two values: somebody has planted one of them
   */
  Found read(HttpServletRequest request) {
    Cookie[] cookies = cookiesOf(request);
    if (cookies.length == 0) {
      return Found.NOTHING;
    }
    return new Found(
        find(cookies, name(request, "access")), find(cookies, name(request, "refresh")));
  }

  /** Gives the browser the tokens; a refresh token that it has already stays. */
  void set(HttpServletRequest request, HttpServletResponse response, TokenPair pair) {
    add(request, response, "access", pair.access(), "");
    pair.refresh().ifPresent(refresh -> add(request, response, "refresh", refresh, ""));
  }

  /** Takes both from the browser. */
  void clear(HttpServletRequest request, HttpServletResponse response) {
    String past = "; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT";
    add(request, response, "access", "", past);
    add(request, response, "refresh", "", past);
  }

  // By hand: the API has had an attribute SameSite only since Servlet 6.0.
  private void add(
      HttpServletRequest request,
      HttpServletResponse response,
      String kind,
      String value,
      String lifetime) {
    String path = contextPath(request);
    response.addHeader(
        "Set-Cookie",
        name(request, kind)
            + "="
            + value
            + "; Path="
            + (path.isEmpty() ? "/" : path)
            + lifetime
            + "; HttpOnly; SameSite="
            + attribute(sameSite)
            + (isSecure(request) ? "; Secure" : ""));
  }

  private String name(HttpServletRequest request, String kind) {
    String path = contextPath(request);
    String application = path.replaceAll("[^A-Za-z0-9]", "-");
    String prefix = isSecure(request) ? (path.isEmpty() ? "__Host-" : "__Secure-") : "";
    return prefix + "portcullis" + application + "-" + kind;
  }

  private boolean isSecure(HttpServletRequest request) {
    return secure == Secure.TRUE || (secure == Secure.AUTO && request.isSecure());
  }

  // Not that of the request, which is as the client has written it.
  private static String contextPath(HttpServletRequest request) {
    return request.getServletContext().getContextPath();
  }

  private static String attribute(SameSite sameSite) {
    String name = sameSite.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private static Cookie[] cookiesOf(HttpServletRequest request) {
    try {
      Cookie[] cookies = request.getCookies();
      return cookies == null ? new Cookie[0] : cookies;
    } catch (RuntimeException e) {
      // Jetty throws at some that are none; whoever sends those has no session of ours.
      return new Cookie[0];
    }
  }

  private static Optional<String> find(Cookie[] cookies, String name) {
    Optional<String> found = Optional.empty();
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(name) && !cookie.getValue().isEmpty()) {
        if (found.filter(other -> !other.equals(cookie.getValue())).isPresent()) {
          throw new AuthException(AuthError.CREDENTIALS_AMBIGUOUS);
        }
        found = Optional.of(cookie.getValue());
      }
    }
    return found;
  }
}
