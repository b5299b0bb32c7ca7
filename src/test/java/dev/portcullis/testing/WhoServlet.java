package dev.portcullis.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;

/**
 * A servlet of an application that prints what it sees of its user, after doing what the parameter
 * {@code do} asks for.
 */
public final class WhoServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (request.getDispatcherType() == jakarta.servlet.DispatcherType.REQUEST
        && !act(request, response)) {
      return;
    }
    Principal principal = request.getUserPrincipal();
    response.setContentType("text/plain;charset=UTF-8");
    response
        .getWriter()
        .printf(
            "%s principal=%s remoteUser=%s authType=%s admin=%s anybody=%s",
            request.getDispatcherType(),
            principal == null ? null : principal.getName(),
            request.getRemoteUser(),
            request.getAuthType(),
            request.isUserInRole("admin"),
            request.isUserInRole("**"));
  }

  /** Does what is asked for; false if the answer is given already. */
  private static boolean act(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String query = String.valueOf(request.getQueryString());
    switch (query) {
      case "forward" -> {
        request.getRequestDispatcher("/who").forward(request, response);
        return false;
      }
      case "include" -> {
        request.getRequestDispatcher("/who").include(request, response);
        return false;
      }
      case "async" -> {
        request.startAsync().dispatch("/who");
        return false;
      }
      case "error" -> response.sendError(418);
      case "fail" -> throw new ServletException("as asked for");
      case "body" -> {
        response.getWriter().print(new String(request.getInputStream().readAllBytes(), UTF_8));
        return false;
      }
      case "form" -> {
        response.getWriter().print(request.getParameter("field"));
        return false;
      }
      case "login" -> request.login("mamun", "1234");
      case "login-wrong" -> {
        try {
          request.login("mamun", "wrong");
        } catch (ServletException e) {
          response.getWriter().print("refused: " + e.getMessage() + "; ");
        }
      }
      case "logout" -> request.logout();
      case "session" -> {
        response.getWriter().print(request.getSession().getId());
        return false;
      }
      case "authenticate" -> {
        return request.authenticate(response);
      }
      default -> {}
    }
    return !query.equals("error");
  }
}
