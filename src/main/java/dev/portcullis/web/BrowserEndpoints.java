package dev.portcullis.web;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.StoreException;
import dev.portcullis.session.Logins;
import dev.portcullis.session.TokenPair;
import dev.portcullis.web.LoginView.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What {@code login/} does for people with a browser. */
final class BrowserEndpoints {
  private static final int OK = 200;

  private final Logins logins;
  private final SessionCookies cookies;
  private final SameOrigin origin;
  private final LoginPage page;
  private final Clients clients;

  BrowserEndpoints(
      Logins logins, SessionCookies cookies, SameOrigin origin, LoginPage page, Clients clients) {
    this.logins = logins;
    this.cookies = cookies;
    this.origin = origin;
    this.page = page;
    this.clients = clients;
  }

  /** Whether the page itself is asked for. */
  boolean asksForLoginPage(HttpServletRequest request) {
    return Navigation.asksForPage(request);
  }

  void showLoginPage(HttpServletRequest request, HttpServletResponse response) throws IOException {
    List<String> next = QueryString.of(request.getQueryString()).values("next");
    String only = next.size() == 1 ? next.get(0) : null;
    page.show(request, response, OK, Problem.NONE, LocalPath.check(only, contextPath(request)));
  }

  /** Whether this is a form that wants HTML back, and so cookies. */
  boolean isLoginByForm(HttpServletRequest request) {
    String type = request.getContentType();
    return request.getMethod().equals("POST")
        && Navigation.prefersHtml(request)
        && List.of(RequestBody.FORM, "multipart/form-data")
            .contains(RequestBody.mediaTypeOf(type == null ? "" : type));
  }

  /**
   * Signs in and goes on to where the form says.
   *
   * @throws AuthException if a script has sent it and it is refused; people see the page again
   * @throws StoreException likewise
   */
  void login(HttpServletRequest request, HttpServletResponse response, ErrorResponse errors)
      throws IOException {
    Optional<String> next = Optional.empty();
    try {
      if (!origin.isProvedBy(request)) {
        // Else somebody could sign others in under a name of their own, and read what they leave.
        throw new AuthException(AuthError.CROSS_SITE);
      }
      RequestFields sent = RequestBody.read(request);
      next = sent.text("next").flatMap(path -> LocalPath.check(path, contextPath(request)));
      TokenPair pair = logins.tokenPair(name(sent), password(sent), clients.of(request));
      if (request.getSession(false) != null) {
        request.changeSessionId(); // Whoever knew the old one is not to share the new one.
      }
      cookies.set(request, response, pair);
      Reply.redirect(response, next.orElse(contextPath(request) + "/"));
    } catch (AuthException | StoreException e) {
      if (Navigation.isByScript(request)) {
        throw e;
      }
      AuthException refusal =
          e instanceof AuthException known ? known : new AuthException(AuthError.UNAVAILABLE);
      errors.head(response, refusal);
      page.show(request, response, refusal.error().status(), problemOf(refusal), next);
    }
  }

  /** Takes the cookies of a session that was ended, and sends people on; programs get an answer. */
  boolean leave(HttpServletRequest request, HttpServletResponse response) {
    cookies.clear(request, response);
    if (!Navigation.wantsPage(request)) {
      return false;
    }
    Reply.redirect(response, contextPath(request) + "/");
    return true;
  }

  private static String name(RequestFields sent) {
    return sent.require(new RequestFields.Field("username", true)).getOrDefault("username", "");
  }

  private static String password(RequestFields sent) {
    return sent.require(new RequestFields.Field("password", false)).getOrDefault("password", "");
  }

  private static Problem problemOf(AuthException refusal) {
    return switch (refusal.error()) {
      case CROSS_SITE -> Problem.ELSEWHERE;
      case UNAVAILABLE -> Problem.BUSY;
      case THROTTLED -> Problem.THROTTLED;
      default -> Problem.WRONG;
    };
  }

  private static String contextPath(HttpServletRequest request) {
    return request.getServletContext().getContextPath();
  }
}
