package dev.portcullis.web;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The one form that revocation and introspection take: {@code token} and, if the client likes,
 * {@code token_type_hint} (RFC 7009, section 2.1; RFC 7662, section 2.1). The hint is not needed,
 * since tokens tell by their form what they are.
 */
final class TokenForm {
  private TokenForm() {}

  /**
   * The token that was sent.
   *
   * @throws AuthException {@code OAUTH_REQUEST_INVALID} if it is missing or there twice, or the
   *     body is no form; {@code BODY_TOO_LARGE}
   */
  static String token(HttpServletRequest request) {
    String type = request.getContentType();
    if (type == null || !RequestBody.mediaTypeOf(type).equals(RequestBody.FORM)) {
      throw new AuthException(AuthError.OAUTH_REQUEST_INVALID);
    }
    try {
      return RequestBody.read(request)
          .text("token")
          .filter(token -> !token.isEmpty())
          .orElseThrow(() -> new AuthException(AuthError.OAUTH_REQUEST_INVALID));
    } catch (AuthException e) {
      throw e.error() == AuthError.BODY_TOO_LARGE
          ? e
          : new AuthException(AuthError.OAUTH_REQUEST_INVALID);
    }
  }
}
