package dev.portcullis.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.web.LoginView.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** What people are shown where a program would get JSON. */
final class BrowserRefusals {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;

  private final LoginPage loginPage;
  private final Pages pages;
  private final SameOrigin origin;

  BrowserRefusals(LoginPage loginPage, Pages pages, SameOrigin origin) {
    this.loginPage = loginPage;
    this.pages = pages;
    this.origin = origin;
  }

  /** Answers the request, if a person waits for it and there is something to show. */
  boolean answer(HttpServletRequest request, HttpServletResponse response, AuthException refusal)
      throws IOException {
    AuthError error = refusal.error();
    if (error.status() == UNAUTHORIZED && !Headers.has(request, "Authorization")) {
      return leadToLogin(request, response);
    }
    if (isForbidden(error) && Navigation.wantsPage(request)) {
      pages.showForbidden(request, response, error.status());
      return true;
    }
    return false;
  }

  private static boolean isForbidden(AuthError error) {
    return error == AuthError.FORBIDDEN || error == AuthError.CROSS_SITE;
  }

  private boolean leadToLogin(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String contextPath = request.getServletContext().getContextPath();
    if (Navigation.isPartialAjax(request)) {
      Optional<String> page =
          origin.pathOfReferer(request).flatMap(path -> LocalPath.check(path, contextPath));
      redirectPart(response, loginPage.url(request, page));
      return true;
    }
    if (Navigation.asksForPage(request)) {
      Reply.redirect(response, loginPage.url(request, LocalPath.of(request, contextPath)));
      return true;
    }
    if (Navigation.wantsPage(request)) {
      // A form whose session is over. What it sent cannot be asked for again by a link.
      loginPage.show(request, response, UNAUTHORIZED, Problem.OVER, Optional.empty());
      return true;
    }
    return false;
  }

  /** Faces' own script goes where this says (Faces 4.0, appendix A.3, partial-response). */
  private static void redirectPart(HttpServletResponse response, String url) throws IOException {
    String xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<partial-response><redirect url=\""
            + PageTemplate.escape(url)
            + "\"/></partial-response>\n";
    Reply.write(response, OK, "text/xml;charset=UTF-8", xml.getBytes(UTF_8));
  }
}
