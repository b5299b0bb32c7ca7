package dev.portcullis;

/**
 * All refusals and failures of Portcullis: status, stable code and text of each.
 *
 * <p>The code is the value of the response header {@code Portcullis-Error}; the text and the shape
 * of the body are those of Django REST Framework and of djangorestframework-simplejwt, which the
 * wire contract follows. A {@code %s} in a text is filled by {@link AuthException}.
 */
public enum AuthError {
  // Who are you?
  NOT_AUTHENTICATED(
      401, "not_authenticated", "Authentication credentials were not provided.", Body.DETAIL),
  STATIC_TOKEN_INVALID(401, "token_invalid", "Invalid token.", Body.DETAIL),
  STATIC_TOKEN_MISSING(
      401, "credential_malformed", "Invalid token header. No credentials provided.", Body.DETAIL),
  STATIC_TOKEN_WITH_SPACES(
      401,
      "credential_malformed",
      "Invalid token header. Token string should not contain spaces.",
      Body.DETAIL),
  STATIC_TOKEN_WITH_ODD_CHARACTERS(
      401,
      "credential_malformed",
      "Invalid token header. Token string should not contain invalid characters.",
      Body.DETAIL),
  STATIC_TOKEN_USER_INACTIVE(401, "user_inactive", "User inactive or deleted.", Body.DETAIL),
  BEARER_MALFORMED(
      401,
      "bad_authorization_header",
      "Authorization header must contain two space-delimited values",
      Body.DETAIL_AND_CODE),
  TOKEN_INVALID(401, "token_invalid", "Token is invalid or expired", Body.TOKEN),
  TOKEN_EXPIRED(401, "token_expired", "Token is invalid or expired", Body.TOKEN),
  TOKEN_WRONG_TYPE(401, "token_wrong_type", "Token has wrong type", Body.TOKEN),
  TOKEN_REVOKED(401, "token_revoked", "Token is blacklisted", Body.TOKEN),
  USER_NOT_FOUND(401, "user_not_found", "User not found", Body.DETAIL_AND_CODE),
  USER_INACTIVE(401, "user_inactive", "User is inactive", Body.DETAIL_AND_CODE),
  PASSWORD_CHANGED(
      401, "password_changed", "The user's password has been changed.", Body.DETAIL_AND_CODE),
  CREDENTIALS_AMBIGUOUS(
      400,
      "credentials_ambiguous",
      "More than one credential was sent; send one.",
      Body.DETAIL_AND_CODE),

  // May you?
  FORBIDDEN(
      403, "permission_denied", "You do not have permission to perform this action.", Body.DETAIL),
  CROSS_SITE(
      403,
      "cross_site",
      "The request came from another site, or does not say from where.",
      Body.DETAIL_AND_CODE),
  PATH_AMBIGUOUS(
      400,
      "path_refused",
      "The path can be read in more than one way and was refused.",
      Body.DETAIL_AND_CODE),

  // Login, refresh, verify, logout.
  LOGIN_FAILED(
      401, "login_failed", "No active account found with the given credentials", Body.DETAIL),
  LOGIN_FAILED_FOR_STATIC_TOKEN(
      400, "login_failed", "Unable to log in with provided credentials.", Body.NON_FIELD_ERRORS),
  REFRESH_USER_INACTIVE(
      401, "user_inactive", "No active account found for the given token.", Body.DETAIL),
  VERIFIED_TOKEN_REVOKED(400, "token_revoked", "Token is blacklisted", Body.NON_FIELD_ERRORS),
  LOGOUT_TOKEN_INVALID(400, "token_invalid", "Invalid token", Body.ERROR),

  // OAuth 2.0 (RFC 6749, section 5.2).
  CLIENT_INVALID(401, "invalid_client", "Client authentication failed.", Body.OAUTH),
  OAUTH_REQUEST_INVALID(
      400, "invalid_request", "Want one form with one field named token.", Body.OAUTH),

  NOT_FOUND(404, "not_found", "Not found.", Body.DETAIL),

  // What came with the request.
  FIELDS_INVALID(400, "invalid", "Invalid input.", Body.FIELDS),
  BODY_NOT_JSON(400, "parse_error", "JSON parse error - %s", Body.DETAIL),
  BODY_NOT_MULTIPART(400, "parse_error", "Multipart form parse error - %s", Body.DETAIL),
  BODY_NOT_FORM(400, "parse_error", "Form parse error - %s", Body.DETAIL),
  BODY_BROKEN(400, "parse_error", "The request body ended early or is malformed.", Body.DETAIL),
  BODY_TOO_LARGE(
      413, "body_too_large", "The request body is larger than %s bytes.", Body.DETAIL_AND_CODE),
  MEDIA_TYPE_UNSUPPORTED(
      415, "unsupported_media_type", "Unsupported media type \"%s\" in request.", Body.DETAIL),
  METHOD_NOT_ALLOWED(405, "method_not_allowed", "Method \"%s\" not allowed.", Body.DETAIL),

  /** Too many failures lately; the text says when it may go on. */
  THROTTLED(
      429, "throttled", "Request was throttled. Expected available in %s.", Body.DETAIL_AND_CODE),

  // Not the client's fault.
  UNAVAILABLE(
      503,
      "unavailable",
      "Service temporarily unavailable, try again later.",
      Body.DETAIL_AND_CODE),
  FAILED(500, "error", "A server error occurred.", Body.DETAIL_AND_CODE);

  /** The shapes of JSON that an error's body can have. */
  public enum Body {
    /** {@code {"detail": text}}. */
    DETAIL,
    /** {@code {"detail": text, "code": code}}. */
    DETAIL_AND_CODE,
    /**
     * A bad JWT: in a request body {@code {"detail": text, "code": "token_not_valid"}}; as the
     * credential of a request, the same wrapped in simplejwt's list of {@code messages}.
     */
    TOKEN,
    /** {@code {field: [text, ...], ...}}. */
    FIELDS,
    /** {@code {"non_field_errors": [text]}}. */
    NON_FIELD_ERRORS,
    /** {@code {"error": text}}. */
    ERROR,
    /** {@code {"error": code, "error_description": text}}. */
    OAUTH
  }

  private final int status;
  private final String code;
  private final String text;
  private final Body body;

  AuthError(int status, String code, String text, Body body) {
    this.status = status;
    this.code = code;
    this.text = text;
    this.body = body;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** A word in lower case and underscores that never changes. */
  public String code() {
    return code;
  }

  /** The sentence for people, with at most one {@code %s}. */
  public String text() {
    return text;
  }

  /** The shape of the response body. */
  public Body body() {
    return body;
  }
}
