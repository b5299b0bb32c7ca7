package dev.portcullis.web;

import dev.portcullis.Scheme;
import jakarta.servlet.Servlet;
import java.util.List;
import java.util.Set;

/** Portcullis' own endpoints: where they are, what they take and who may come. */
public enum EndpointKind {
  /** Name and password for a token pair, or for the static token, as {@code login} says. */
  LOGIN(LoginServlet.class, "POST", false, List.of("login"), Set.of(Scheme.TOKEN, Scheme.BEARER)),
  /** Name and password for a token pair (simplejwt's TokenObtainPairView). */
  TOKEN(TokenServlet.class, "POST", false, List.of("token"), Set.of(Scheme.BEARER)),
  /** Name and password for the static token (DRF's obtain_auth_token). */
  API_TOKEN_AUTH(
      ApiTokenAuthServlet.class, "POST", false, List.of("api-token-auth"), Set.of(Scheme.TOKEN)),
  /** A refresh token for a new access token. */
  REFRESH(
      RefreshServlet.class,
      "POST",
      false,
      List.of("refresh", "token/refresh"),
      Set.of(Scheme.BEARER)),
  /** Whether a token is good. */
  VERIFY(
      VerifyServlet.class, "POST", false, List.of("verify", "token/verify"), Set.of(Scheme.BEARER)),
  /** Ends the static token that came, or the session of the refresh token in the body. */
  LOGOUT(LogoutServlet.class, "POST", true, List.of("logout"), Set.of(Scheme.TOKEN, Scheme.BEARER)),
  /** Ends everything the user has. */
  LOGOUT_ALL(
      LogoutAllServlet.class,
      "POST",
      true,
      List.of("logout/all"),
      Set.of(Scheme.TOKEN, Scheme.BEARER)),
  /** The user's live sessions. */
  SESSIONS(SessionsServlet.class, "GET", true, List.of("sessions"), Set.of(Scheme.BEARER)),
  /** Ends one of the user's sessions. */
  SESSION(SessionServlet.class, "DELETE", true, List.of("sessions/*"), Set.of(Scheme.BEARER)),
  /** The old and a new password of one's own; only where {@code password-change} is on. */
  PASSWORD(
      PasswordServlet.class,
      "POST",
      true,
      List.of("password"),
      Set.of(Scheme.TOKEN, Scheme.BEARER)),
  /** Ends a token (RFC 7009); only where {@code revocation-endpoint} is on. */
  REVOKE(
      RevokeServlet.class, "POST", false, List.of("revoke"), Set.of(Scheme.TOKEN, Scheme.BEARER)),
  /** Tells what a token is (RFC 7662); only where {@code introspection-endpoint} is on. */
  INTROSPECT(
      IntrospectServlet.class,
      "POST",
      false,
      List.of("introspect"),
      Set.of(Scheme.TOKEN, Scheme.BEARER)),
  /** Who the request comes from. */
  PROFILE(
      ProfileServlet.class, "GET", true, List.of("profile"), Set.of(Scheme.TOKEN, Scheme.BEARER)),
  /** Whether all is well; only where {@code health} is on. */
  HEALTH(HealthServlet.class, "GET", false, List.of("health"), Set.of(Scheme.TOKEN, Scheme.BEARER)),
  /** All measures, for whoever has the role; only where {@code metrics} names one. */
  METRICS(
      MetricsServlet.class, "GET", true, List.of("metrics"), Set.of(Scheme.TOKEN, Scheme.BEARER)),
  /** The public keys, for whoever wants to verify our tokens (RFC 7517, section 5). */
  JWKS(JwksServlet.class, "GET", false, List.of("jwks.json"), Set.of(Scheme.BEARER));

  private final Class<? extends Servlet> servlet;
  private final String method;
  private final boolean needsIdentity;

  @SuppressWarnings("ImmutableEnumChecker") // It knows no immutable list but Guava's.
  private final List<String> paths;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Scheme> schemes;

  EndpointKind(
      Class<? extends Servlet> servlet,
      String method,
      boolean needsIdentity,
      List<String> paths,
      Set<Scheme> schemes) {
    this.servlet = servlet;
    this.method = method;
    this.needsIdentity = needsIdentity;
    this.paths = paths;
    this.schemes = schemes;
  }

  /** The servlet that serves the endpoint. */
  public Class<? extends Servlet> servlet() {
    return servlet;
  }

  /** The one method that does something. */
  public String method() {
    return method;
  }

  /** The methods of the header {@code Allow}. */
  String allowed() {
    return method.equals("GET") ? "GET, HEAD, OPTIONS" : method + ", OPTIONS";
  }

  /** Whether only somebody with an identity may come. */
  boolean needsIdentity() {
    return needsIdentity;
  }

  /** Where the endpoint is, relative to the base path and without slashes around. */
  public List<String> paths() {
    return paths;
  }

  /** Whether any of these schemes gives the endpoint something to do. */
  public boolean serves(Set<Scheme> enabled) {
    return schemes.stream().anyMatch(enabled::contains);
  }
}
