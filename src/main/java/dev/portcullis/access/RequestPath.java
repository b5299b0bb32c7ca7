package dev.portcullis.access;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import java.util.Set;

/**
 * The decoded path of a request, below the context path; holding one proves that it can be read in
 * one way only.
 *
 * <p>Guards have been got past wherever they and the container read the same text differently.
 * Portcullis never repairs such a path, it refuses it, and decides on the container's reading alone
 * (RFC 9110, section 17.3; RFC 3986, section 6.2.2).
 */
public final class RequestPath {
  private final String value;
  private final boolean hasPathInfo;

  private RequestPath(String value, boolean hasPathInfo) {
    this.value = value;
    this.hasPathInfo = hasPathInfo;
  }

  /**
   * The path of a request that is the same to everybody.
   *
   * @param requestUri {@code getRequestURI()}: as sent, with the context path
   * @param decodedPath {@code getServletPath()} and {@code getPathInfo()}; empty is the context
   *     root
   * @param sessionParameters names that may follow a {@code ;} at the very end, such as {@code
   *     jsessionid}, in any letter case
   * @throws AuthException {@code PATH_AMBIGUOUS} if either text could be read in another way
   */
  public static RequestPath of(
      String requestUri, String decodedPath, Set<String> sessionParameters) {
    return of(requestUri, decodedPath, "", sessionParameters);
  }

  /**
   * The same with the container's reading in its two parts.
   *
   * @param pathInfo what follows the path of a servlet that is mapped to everything below a prefix;
   *     empty where there is none
   */
  public static RequestPath of(
      String requestUri, String servletPath, String pathInfo, Set<String> sessionParameters) {
    String decodedPath = servletPath + pathInfo;
    String path = decodedPath.isEmpty() ? "/" : decodedPath;
    if (!isClearAsSent(requestUri, sessionParameters) || !isClearDecoded(path)) {
      throw new AuthException(AuthError.PATH_AMBIGUOUS);
    }
    return new RequestPath(path, !pathInfo.isEmpty());
  }

  /** The decoded path; starts with a slash. */
  public String value() {
    return value;
  }

  /** Whether a servlet serves it that is mapped to everything below a prefix. */
  boolean hasPathInfo() {
    return hasPathInfo;
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isClearAsSent(String uri, Set<String> sessionParameters) {
    int semicolon = uri.indexOf(';');
    if (semicolon < 0) {
      return hasClearSegments(uri, uri.length()) && hasClearEscapes(uri);
    }
    return hasClearSegments(uri, semicolon)
        && hasClearEscapes(uri)
        && isSessionParameter(uri, semicolon + 1, sessionParameters);
  }

  private static boolean isClearDecoded(String path) {
    if (!hasClearSegments(path, path.length())) {
      return false;
    }
    for (int at = 0; at < path.length(); at++) {
      char c = path.charAt(at);
      // What looks like an escape now was escaped twice: the next decoder makes a slash of it.
      if (c == ';' || (c == '%' && escapedByte(path, at) >= 0)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the text is an absolute path without empty or dot segments and odd characters. */
  private static boolean hasClearSegments(String text, int end) {
    if (end == 0 || text.charAt(0) != '/') {
      return false;
    }
    int start = 1;
    for (int at = 1; at < end; at++) {
      char c = text.charAt(at);
      if (c == '\\' || isControl(c)) {
        return false;
      }
      if (c == '/') {
        if (at == start || isDots(text, start, at)) {
          return false;
        }
        start = at + 1;
      }
    }
    return !isDots(text, start, end);
  }

  /** Whether all that is escaped is escaped well, and is nothing that divides or ends a path. */
  private static boolean hasClearEscapes(String uri) {
    for (int at = 0; at < uri.length(); at++) {
      char c = uri.charAt(at);
      if (c == '?' || c == '#') {
        return false;
      }
      if (c == '%') {
        int value = escapedByte(uri, at);
        if (value < 0x20 || value == 0x7f || value == '/' || value == '\\' || value == ';') {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether this is {@code .} or {@code ..}, each dot plain or escaped. */
  private static boolean isDots(String text, int from, int to) {
    int dots = 0;
    for (int at = from; at < to; dots++) {
      if (text.charAt(at) == '.') {
        at++;
      } else if (text.charAt(at) == '%' && escapedByte(text, at) == '.') {
        at += 3;
      } else {
        return false;
      }
    }
    return dots == 1 || dots == 2;
  }

  /** The byte that the escape at the percent sign stands for; -1 if it is no escape. */
  private static int escapedByte(String text, int percent) {
    if (percent + 2 >= text.length()) {
      return -1;
    }
    int high = hexDigit(text.charAt(percent + 1));
    int low = hexDigit(text.charAt(percent + 2));
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  // Character.digit would also take the digits of other scripts.
  private static int hexDigit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    char lower = (char) (c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  /** Controls of ASCII and Latin-1, and the line ends of Unicode that regular expressions know. */
  private static boolean isControl(char c) {
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == '\u2028' || c == '\u2029';
  }

  private static boolean isSessionParameter(String uri, int from, Set<String> names) {
    int equals = uri.indexOf('=', from);
    if (equals < 0 || equals + 1 == uri.length()) {
      return false;
    }
    for (int at = equals + 1; at < uri.length(); at++) {
      if (!isTokenCharacter(uri.charAt(at))) {
        return false;
      }
    }
    for (String name : names) {
      if (name.length() == equals - from && startsWithIgnoringCase(uri, from, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTokenCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "._!:~-".indexOf(c) >= 0;
  }

  // Not regionMatches: it takes the dotless i of Turkish for an I.
  private static boolean startsWithIgnoringCase(String text, int from, String name) {
    for (int i = 0; i < name.length(); i++) {
      if (asciiLower(text.charAt(from + i)) != asciiLower(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static char asciiLower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
  }
}
