package dev.portcullis.web;

import dev.portcullis.AuthException;
import dev.portcullis.access.RequestPath;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a login may lead: the one place that decides it.
 *
 * <p>A path of this application, in plain ASCII, that everybody reads in the same way. Browsers
 * take {@code //host}, {@code /\host} and paths with tabs in them for other hosts; here they are
 * none.
 */
final class LocalPath {
  private static final int MAX_LENGTH = 2000;
  private static final String PUNCTUATION = "-._~:/?@!$&'()*+,;=%[]";

  private LocalPath() {}

  /**
   * The path with its query, if it is local.
   *
   * @param contextPath of the application; empty for the root
   */
  static Optional<String> check(@Nullable String text, String contextPath) {
    if (text == null || text.length() > MAX_LENGTH || !text.chars().allMatch(LocalPath::isPlain)) {
      return Optional.empty();
    }
    int query = text.indexOf('?');
    String path = query < 0 ? text : text.substring(0, query);
    boolean isInside = path.startsWith(contextPath + "/") || path.equals(contextPath);
    return isInside && isClear(path) ? Optional.of(text) : Optional.empty();
  }

  /** The page that the request asks for, to come back to; empty unless it only asks. */
  static Optional<String> of(HttpServletRequest request, String contextPath) {
    if (!request.getMethod().equals("GET")) {
      return Optional.empty();
    }
    String uri = request.getRequestURI();
    int session = uri.indexOf(';');
    String path = session < 0 ? uri : uri.substring(0, session);
    String query = request.getQueryString();
    return check(query == null ? path : path + "?" + query, contextPath);
  }

  /** By the grammar of the gate itself: nothing empty, no dots, no escaped slash or control. */
  private static boolean isClear(String path) {
    try {
      return RequestPath.of(path, "/", Set.of()).value().equals("/");
    } catch (AuthException e) {
      return false;
    }
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || PUNCTUATION.indexOf(c) >= 0;
  }
}
