package dev.portcullis.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;

/**
 * Lets scripts of other origins call our endpoints and read our refusals (WHATWG Fetch, section
 * 3.3).
 *
 * <p>Never with cookies: another origin sends a token in a header, or comes as nobody.
 *
 * @param origins exactly as browsers write them
 */
public record Cors(Set<String> origins) {
  private static final int NO_CONTENT = 204;
  private static final String SECONDS = "600";
  private static final String EXPOSED = "Date, Portcullis-Error, Retry-After, WWW-Authenticate";

  public Cors {
    origins = Set.copyOf(origins);
  }

  /** Whether a browser asks, for a script of an origin that we know, what it may send. */
  boolean isPreflight(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS")
        && Headers.has(request, "Access-Control-Request-Method")
        && known(request).isPresent();
  }

  /** Lets the script of an origin that we know read the answer. */
  void open(HttpServletRequest request, HttpServletResponse response) {
    if (origins.isEmpty()) {
      return;
    }
    if (!response.getHeaders("Vary").contains("Origin")) {
      response.addHeader("Vary", "Origin");
    }
    known(request)
        .ifPresent(
            origin -> {
              response.setHeader("Access-Control-Allow-Origin", origin);
              response.setHeader("Access-Control-Expose-Headers", EXPOSED);
            });
  }

  /**
   * Answers a preflight: what is asked for may be sent, and will be judged when it comes. Nothing
   * of the application is run for it.
   */
  void answerPreflight(HttpServletRequest request, HttpServletResponse response) {
    open(request, response);
    response.addHeader("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers");
    echo(request, "Method", "[A-Za-z]{1,20}", response, "Methods");
    echo(request, "Headers", "[A-Za-z0-9_, -]{1,500}", response, "Headers");
    response.setHeader("Access-Control-Max-Age", SECONDS);
    Reply.empty(response, NO_CONTENT);
  }

  private static void echo(
      HttpServletRequest request,
      String asked,
      String wanted,
      HttpServletResponse response,
      String allowed) {
    Headers.one(request, "Access-Control-Request-" + asked)
        .filter(text -> text.matches(wanted))
        .ifPresent(text -> response.setHeader("Access-Control-Allow-" + allowed, text));
  }

  private Optional<String> known(HttpServletRequest request) {
    return origins.isEmpty()
        ? Optional.empty()
        : Headers.one(request, "Origin").filter(origins::contains);
  }
}
