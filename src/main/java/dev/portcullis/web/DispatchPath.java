package dev.portcullis.web;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.access.RequestPath;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** The path that the container has found for a request or a dispatch. */
final class DispatchPath {
  private DispatchPath() {}

  /**
   * The path of the servlet that will serve this dispatch.
   *
   * @throws AuthException if the path can be read in more than one way
   */
  static RequestPath of(HttpServletRequest request, Set<String> sessionParameters) {
    if (request.getDispatcherType() == DispatcherType.INCLUDE) {
      return RequestPath.of(
          attribute(request, RequestDispatcher.INCLUDE_REQUEST_URI),
          attribute(request, RequestDispatcher.INCLUDE_SERVLET_PATH),
          attribute(request, RequestDispatcher.INCLUDE_PATH_INFO),
          sessionParameters);
    }
    String servletPath;
    String pathInfo;
    try {
      servletPath = request.getServletPath();
      pathInfo = request.getPathInfo();
    } catch (IllegalArgumentException e) {
      // Jetty 12 throws on a path that a looser compliance let in and that it finds ambiguous.
      throw new AuthException(AuthError.PATH_AMBIGUOUS);
    }
    return RequestPath.of(
        request.getRequestURI(), servletPath, pathInfo == null ? "" : pathInfo, sessionParameters);
  }

  private static String attribute(HttpServletRequest request, String name) {
    return request.getAttribute(name) instanceof String text ? text : "";
  }
}
