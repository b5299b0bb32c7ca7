package dev.portcullis.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.web.LoginView.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Optional;

/** The page on which people sign in: ours, or that of the application. */
final class LoginPage {
  private static final String ATTRIBUTE = "portcullis.login.";
  private static final String SHOWN = LoginPage.class.getName();
  private static final Object SHOWN_BY_US = new Object();

  private final Pages pages;
  private final Optional<String> own;
  private final String path;

  /**
   * @param own the application's own page, from the context root on
   * @param path where our endpoint is, from the context root on
   */
  LoginPage(Pages pages, Optional<String> own, String path) {
    this.pages = pages;
    this.own = own;
    this.path = path;
  }

  /** Where the page is, and leads to {@code next} from there; a path of this host. */
  String url(HttpServletRequest request, Optional<String> next) {
    String action = action(request);
    return next.map(page -> action + "?next=" + URLEncoder.encode(page, UTF_8)).orElse(action);
  }

  /** Shows the page. */
  void show(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      Problem problem,
      Optional<String> next)
      throws IOException {
    LoginView view = new LoginView(action(request), next.orElse(""), problem);
    if (own.isPresent()) {
      forward(own.get(), request, response, status, view);
    } else {
      pages.showLogin(request, response, status, view);
    }
  }

  private void forward(
      String page,
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      LoginView view)
      throws IOException {
    RequestDispatcher dispatcher = request.getRequestDispatcher(page);
    if (dispatcher == null) {
      throw new IllegalStateException("There is no login-page " + page);
    }
    Reply.head(response, status);
    response.setHeader("X-Frame-Options", "DENY");
    request.setAttribute(ATTRIBUTE + "action", view.action());
    request.setAttribute(ATTRIBUTE + "next", view.next());
    request.setAttribute(ATTRIBUTE + "error", view.problem().word());
    request.setAttribute(SHOWN, SHOWN_BY_US);
    try {
      dispatcher.forward(request, response);
    } catch (ServletException e) {
      throw new IllegalStateException("The login-page " + page + " failed", e);
    } finally {
      request.removeAttribute(SHOWN);
    }
  }

  /**
   * Whether we ourselves have forwarded the request to the application's page, which need not be
   * open to everybody for that. Nobody else has the object that says so.
   */
  static boolean isShownTo(HttpServletRequest request) {
    return request.getAttribute(SHOWN) == SHOWN_BY_US;
  }

  private String action(HttpServletRequest request) {
    return request.getServletContext().getContextPath() + path;
  }
}
