package dev.portcullis.web;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Scheme;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one place where a refusal or a failure becomes HTTP: status, challenge and body.
 *
 * <p>It never calls {@code sendError}: that would run the application's error pages.
 */
public final class ErrorResponse {
  /** For a client of OAuth 2.0, which says who it is by HTTP Basic. */
  private static final String BASIC_CHALLENGE = "Basic realm=\"api\"";

  private static final int UNAUTHORIZED = 401;
  private static final int UNAVAILABLE = 503;
  private static final String RETRY_AFTER_SECONDS = "5";

  private final Scheme firstScheme;
  private final String credentialHeaders;
  private final Cors cors;
  private final Optional<BrowserRefusals> browsers;

  /**
   * Refusals whose challenge is that of the first scheme that is switched on; without {@code
   * browsers} people get JSON too.
   *
   * @param credentialHeaders the headers in which credentials come, for {@code Vary}
   */
  public ErrorResponse(
      Scheme firstScheme, String credentialHeaders, Cors cors, Optional<Browsers> browsers) {
    this.firstScheme = firstScheme;
    this.credentialHeaders = credentialHeaders;
    this.cors = cors;
    this.browsers = browsers.map(Browsers::refusals);
  }

  /** Says of an answer of ours, good or bad, on which headers it depends. */
  void varyByCredential(HttpServletResponse response) {
    response.addHeader("Vary", credentialHeaders);
  }

  /** Who may read the answers from elsewhere. */
  Cors cors() {
    return cors;
  }

  /** Answers that the request itself is refused: what it offers as proof, or what it asks for. */
  void refuseRequest(
      HttpServletRequest request, HttpServletResponse response, AuthException refusal)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    if (refusal.error() == AuthError.NOT_AUTHENTICATED && cors.isPreflight(request)) {
      // It carries no credential by its nature. Answered here, it runs nothing of the application.
      cors.answerPreflight(request, response);
      return;
    }
    cors.open(request, response);
    writeHeaders(response, refusal, firstScheme);
    if (browsers.isEmpty() || !browsers.get().answer(request, response, refusal)) {
      JsonResponse.write(response, refusal.error().status(), body(refusal, true));
    }
  }

  /** The headers of a refusal to sign in, whose body somebody else writes. */
  void head(HttpServletResponse response, AuthException refusal) {
    response.resetBuffer();
    writeHeaders(response, refusal, Scheme.BEARER);
  }

  /** Answers that what was sent to an endpoint in a body is wrong. */
  void refuseBody(HttpServletResponse response, AuthException refusal) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    head(response, refusal);
    JsonResponse.write(response, refusal.error().status(), body(refusal, false));
  }

  /** Answers that the endpoint has other methods (RFC 9110, section 15.5.6). */
  void refuseMethod(HttpServletResponse response, String method, String allowed)
      throws IOException {
    response.setHeader("Allow", allowed);
    refuseBody(response, new AuthException(AuthError.METHOD_NOT_ALLOWED, Shown.cut(method)));
  }

  private void writeHeaders(HttpServletResponse response, AuthException refusal, Scheme challenge) {
    AuthError error = refusal.error();
    varyByCredential(response);
    response.setHeader("Portcullis-Error", error.code());
    if (error.status() == UNAUTHORIZED) {
      response.setHeader(
          "WWW-Authenticate",
          error == AuthError.CLIENT_INVALID ? BASIC_CHALLENGE : challenge.challenge());
    }
    if (error.status() == UNAVAILABLE) {
      response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    }
    if (refusal.retryAfter() > 0) {
      response.setHeader("Retry-After", Long.toString(refusal.retryAfter()));
    }
  }

  private static Map<String, ?> body(AuthException refusal, boolean asCredential) {
    String text = refusal.text();
    return switch (refusal.error().body()) {
      case DETAIL -> Map.of("detail", text);
      case DETAIL_AND_CODE -> OrderedMap.of("detail", text, "code", refusal.error().code());
      case TOKEN -> asCredential ? badAccessToken(text) : badToken(text);
      case FIELDS -> refusal.fields();
      case NON_FIELD_ERRORS -> Map.of("non_field_errors", List.of(text));
      case ERROR -> Map.of("error", text);
      case OAUTH -> OrderedMap.of("error", refusal.error().code(), "error_description", text);
    };
  }

  private static Map<String, Object> badToken(String text) {
    return OrderedMap.of("detail", text, "code", "token_not_valid");
  }

  private static Map<String, Object> badAccessToken(String text) {
    Map<String, Object> body =
        OrderedMap.of(
            "detail", "Given token not valid for any token type", "code", "token_not_valid");
    Map<String, Object> message =
        OrderedMap.of("token_class", "AccessToken", "token_type", "access");
    message.put("message", text);
    body.put("messages", List.of(message));
    return body;
  }
}
