package dev.portcullis.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * Our own pages: one frame, one style and no script; nothing is fetched for them.
 *
 * <p>Their policy (CSP 3) lets nothing else in, and lets nobody frame them.
 */
final class Pages {
  private final PageTexts texts = new PageTexts();
  private final PageTemplate frame = PageTemplate.read("page.html");
  private final PageTemplate form = PageTemplate.read("login.html");
  private final PageTemplate notice = PageTemplate.read("notice.html");
  private final Optional<String> title;
  private final String style;
  private final String policy;

  /**
   * @param title stands above everything; empty: the {@code display-name} of the application
   * @param color of the button, {@code #rrggbb}
   */
  Pages(Optional<String> title, String color) {
    this.title = title;
    this.style =
        PageTemplate.read("page.css").fill(Map.of("color", color, "on-color", on(color))).strip();
    this.policy =
        "default-src 'none'; style-src 'sha256-"
            + sha256(style)
            + "'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
  }

  /** Shows the form. */
  void showLogin(
      HttpServletRequest request, HttpServletResponse response, int status, LoginView view)
      throws IOException {
    ResourceBundle words = texts.of(request);
    Map<String, String> values = valuesOf(words);
    values.put("action", PageTemplate.escape(view.action()));
    values.put("next", PageTemplate.escape(view.next()));
    String error = view.problem().key().map(words::getString).orElse("");
    values.put(
        "error",
        error.isEmpty()
            ? ""
            : "<p class=\"error\" id=\"error\" role=\"alert\">"
                + PageTemplate.escape(error)
                + "</p>");
    values.put(
        "described",
        view.problem() == LoginView.Problem.WRONG
            ? " aria-invalid=\"true\" aria-describedby=\"error\""
            : "");
    show(request, response, status, words, "login.heading", form.fill(values));
  }

  /** Says that the page is not for whoever has asked for it. */
  void showForbidden(HttpServletRequest request, HttpServletResponse response, int status)
      throws IOException {
    ResourceBundle words = texts.of(request);
    Map<String, String> values = valuesOf(words);
    values.put("home", PageTemplate.escape(request.getServletContext().getContextPath() + "/"));
    show(request, response, status, words, "forbidden.heading", notice.fill(values));
  }

  private void show(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      ResourceBundle words,
      String heading,
      String content)
      throws IOException {
    Map<String, String> values = valuesOf(words);
    values.put("style", style);
    values.put("heading", PageTemplate.escape(words.getString(heading)));
    String name = title.or(() -> displayName(request)).orElse("");
    values.put("title", PageTemplate.escape(name));
    values.put("tab", PageTemplate.escape(name.isEmpty() ? "" : " · " + name));
    values.put("content", content);
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("X-Frame-Options", "DENY");
    // Not "no-referrer": with it, the form would come from nowhere.
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Content-Language", words.getString("language"));
    Reply.write(response, status, "text/html;charset=UTF-8", frame.fill(values).getBytes(UTF_8));
  }

  private static Map<String, String> valuesOf(ResourceBundle words) {
    Map<String, String> values = new HashMap<>();
    for (String key : words.keySet()) {
      values.put(key.replace('.', '-'), PageTemplate.escape(words.getString(key)));
    }
    return values;
  }

  private static Optional<String> displayName(HttpServletRequest request) {
    return Optional.ofNullable(request.getServletContext().getServletContextName())
        .map(String::strip)
        .filter(name -> !name.isEmpty() && name.length() <= 60 && !name.startsWith("/"));
  }

  /** Black or white, whichever is read better on the colour (WCAG 2.2, section 1.4.3). */
  private static String on(String color) {
    double luminance = 0;
    double[] shares = {0.2126, 0.7152, 0.0722};
    for (int i = 0; i < shares.length; i++) {
      double c = Integer.parseInt(color.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      luminance += shares[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }
    return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? "#ffffff" : "#111111";
  }

  private static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
