package dev.portcullis.web;

import static java.lang.System.Logger.Level.ERROR;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Credential;
import dev.portcullis.Identity;
import dev.portcullis.Scheme;
import dev.portcullis.StoreException;
import dev.portcullis.session.JwtSessions;
import dev.portcullis.session.Logins;
import dev.portcullis.session.Session;
import dev.portcullis.session.TokenPair;
import dev.portcullis.session.UserTokens;
import dev.portcullis.watch.Measure;
import dev.portcullis.web.RequestFields.Field;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What Portcullis' own endpoints answer, by the wire contract. */
public final class Endpoints {
  private static final System.Logger LOG = System.getLogger(Endpoints.class.getName());
  private static final int OK = 200;
  private static final int FAULT = 500;
  private static final Field USERNAME = new Field("username", true);
  private static final Field PASSWORD = new Field("password", false);
  private static final Field REFRESH = new Field("refresh", true);
  private static final Field TOKEN = new Field("token", true);

  private final Gate gate;
  private final Logins logins;
  private final Optional<UserTokens> staticTokens;
  private final Optional<JwtSessions> sessions;
  private final EndpointOptions options;
  private final ErrorResponse errors;
  private final Clients clients;
  private final RequestActions actions;
  private final FailureLog failures = new FailureLog(LOG, System::nanoTime);
  private final Optional<Browsers> browsers;
  private final Optional<BrowserEndpoints> forBrowsers;
  private final OptionalEndpoints optional;

  /** Endpoints behind {@code gate}; absent tokens or sessions belong to a scheme that is off. */
  public Endpoints(
      Gate gate,
      RequestActions actions,
      Optional<UserTokens> staticTokens,
      Optional<JwtSessions> sessions,
      EndpointOptions options,
      OptionalEndpoints optional) {
    this.gate = gate;
    this.logins = actions.logins();
    this.errors = actions.errors();
    this.clients = actions.clients();
    this.actions = actions;
    this.browsers = actions.browsers();
    this.forBrowsers = browsers.map(known -> known.endpoints(logins, clients));
    this.staticTokens = staticTokens;
    this.sessions = sessions;
    this.options = options;
    this.optional = optional;
  }

  /** Answers a request to an endpoint, whatever happens. */
  void serve(EndpointKind kind, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      errors.cors().open(request, response);
      if (errors.cors().isPreflight(request)) {
        errors.cors().answerPreflight(request, response);
      } else if (request.getMethod().equals("OPTIONS")) {
        response.setHeader("Allow", kind.allowed());
        errors.varyByCredential(response);
        Reply.empty(response, OK);
      } else if (isAnsweredForBrowser(kind, request, response)) {
        return;
      } else if (!isAllowed(kind, request.getMethod())) {
        errors.refuseMethod(response, request.getMethod(), kind.allowed());
      } else if (kind == EndpointKind.JWKS) {
        JsonResponse.writeKeys(response, options.publicKeys().get());
      } else if (kind == EndpointKind.METRICS) {
        options.operators().writeMetrics(response, identityOf(gate.admissionOf(request, response)));
      } else {
        write(kind, request, response);
      }
    } catch (AuthException refusal) {
      tell(kind, request, refusal.error().code());
      if (kind != EndpointKind.HEALTH) { // Who looks after us is not one who was let down.
        countFault(refusal.error());
      }
      refuse(kind, request, response, refusal);
    } catch (StoreException e) {
      failures.tell(ERROR, "The database failed; 503 for " + kind, e);
      countFault(AuthError.UNAVAILABLE);
      errors.refuseBody(response, new AuthException(AuthError.UNAVAILABLE));
    } catch (RuntimeException | Error e) {
      failures.tell(ERROR, "An endpoint failed; 500 for " + kind, e);
      countFault(AuthError.FAILED);
      errors.refuseBody(response, new AuthException(AuthError.FAILED));
    }
  }

  /** Whatever else comes to an endpoint has a measure of its own, or is no news. */
  private void countFault(AuthError error) {
    if (error.status() >= FAULT) {
      actions.counters().count(Measure.refusedWith(error.status()));
    }
  }

  private boolean isAnsweredForBrowser(
      EndpointKind kind, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (kind != EndpointKind.LOGIN || forBrowsers.isEmpty()) {
      return false;
    }
    if (forBrowsers.get().asksForLoginPage(request)) {
      forBrowsers.get().showLoginPage(request, response);
      return true;
    }
    if (forBrowsers.get().isLoginByForm(request)) {
      forBrowsers.get().login(request, response, errors);
      return true;
    }
    return false;
  }

  /** Does what is asked for; whoever has ended a session by its cookie loses that, too. */
  private void write(EndpointKind kind, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Map<String, ?> body = answer(kind, request, response);
    if (kind != EndpointKind.REFRESH) { // Most are refreshes of an ordinary day.
      tell(kind, request, "ok");
    }
    boolean endsSession = kind == EndpointKind.LOGOUT || kind == EndpointKind.LOGOUT_ALL;
    if (endsSession
        && forBrowsers.isPresent()
        && gate.admissionOf(request, response).isByCookie()
        && forBrowsers.get().leave(request, response)) {
      return;
    }
    errors.varyByCredential(response);
    JsonResponse.write(response, OK, body);
  }

  private void refuse(
      EndpointKind kind,
      HttpServletRequest request,
      HttpServletResponse response,
      AuthException refusal)
      throws IOException {
    if (kind.needsIdentity()) {
      errors.refuseRequest(request, response, refusal);
    } else {
      errors.refuseBody(response, refusal);
    }
  }

  private void tell(EndpointKind kind, HttpServletRequest request, String outcome) {
    String event =
        switch (kind) {
          case REFRESH -> "refresh";
          case LOGOUT -> "logout";
          case LOGOUT_ALL -> "logout_all";
          case SESSION -> "session_end";
          case PASSWORD -> "password_change";
          case REVOKE -> "revocation";
          // Of logins more is known where they are tried; the others change nothing.
          case LOGIN,
              TOKEN,
              API_TOKEN_AUTH,
              VERIFY,
              SESSIONS,
              INTROSPECT,
              PROFILE,
              JWKS,
              HEALTH,
              METRICS ->
              "";
        };
    if (!event.isEmpty()) {
      actions.tell(
          event, outcome, request, Admission.find(request, gate).flatMap(Admission::identity));
    }
  }

  private static boolean isAllowed(EndpointKind kind, String method) {
    return method.equals(kind.method()) || (method.equals("HEAD") && kind.method().equals("GET"));
  }

  private Map<String, ?> answer(
      EndpointKind kind, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    return switch (kind) {
      case LOGIN -> options.loginGivesStaticToken() ? staticToken(request) : tokenPair(request);
      case TOKEN -> tokenPair(request);
      case API_TOKEN_AUTH -> staticToken(request);
      case REFRESH -> refresh(request, response);
      case VERIFY -> verify(request);
      case LOGOUT -> logout(request, response);
      case LOGOUT_ALL -> logoutAll(request, response);
      case SESSIONS -> sessions(request, response);
      case SESSION -> endSession(request, response);
      case PASSWORD -> password(request, response);
      case REVOKE -> optional.revoke(request);
      case INTROSPECT -> optional.introspect(request);
      case PROFILE -> options.profile().of(identityOf(gate.admissionOf(request, response)));
      case HEALTH -> options.operators().health();
      case JWKS, METRICS -> throw new IllegalStateException(kind + " is no JSON of this kind");
    };
  }

  private Map<String, ?> staticToken(HttpServletRequest request) throws IOException {
    Map<String, String> sent = RequestBody.read(request).require(USERNAME, PASSWORD);
    String token =
        logins.staticToken(text(sent, USERNAME), text(sent, PASSWORD), clients.of(request));
    actions.tokens().remember(token);
    return Map.of("token", token);
  }

  private Map<String, ?> password(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Admission admission = gate.admissionOf(request, response);
    Optional<TokenPair> pair = optional.password(request, admission, clients.of(request));
    if (pair.isPresent() && admission.isByCookie() && browsers.isPresent()) {
      browsers.get().identity().keep(request, response, pair.get());
      return Map.of();
    }
    return pair.map(Endpoints::shown).orElse(Map.of());
  }

  private Map<String, ?> tokenPair(HttpServletRequest request) throws IOException {
    Map<String, String> sent = RequestBody.read(request).require(USERNAME, PASSWORD);
    return shown(logins.tokenPair(text(sent, USERNAME), text(sent, PASSWORD), clients.of(request)));
  }

  private static Map<String, Object> shown(TokenPair pair) {
    Map<String, Object> body = new LinkedHashMap<>();
    pair.refresh().ifPresent(refresh -> body.put("refresh", refresh));
    body.put("access", pair.access());
    return body;
  }

  private Map<String, ?> refresh(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestFields fields = RequestBody.read(request);
    if (!fields.has(REFRESH) && browsers.isPresent()) {
      if (browsers.get().identity().renew(request, response)) {
        return Map.of(); // The tokens are in the cookies, where no script can read them.
      }
    }
    Map<String, String> sent = fields.require(REFRESH);
    String token = text(sent, REFRESH);
    TokenPair pair =
        actions.tokens().refresh(request, token, () -> enabled(sessions).refresh(token));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("access", pair.access());
    pair.refresh().ifPresent(refresh -> body.put("refresh", refresh));
    return body;
  }

  private Map<String, ?> verify(HttpServletRequest request) throws IOException {
    Map<String, String> sent = RequestBody.read(request).require(TOKEN);
    String token = text(sent, TOKEN);
    return actions.tokens().look(request, token, () -> verified(token));
  }

  private Map<String, ?> verified(String token) {
    enabled(sessions).verify(token);
    return Map.of();
  }

  private Map<String, ?> logout(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Admission admission = gate.admissionOf(request, response);
    Identity identity = identityOf(admission);
    Optional<Credential> credential = admission.credential();
    if (credential.isPresent() && credential.get().scheme() == Scheme.TOKEN) {
      if (!enabled(staticTokens).end(credential.get().token())) {
        throw new AuthException(AuthError.STATIC_TOKEN_INVALID);
      }
      return Map.of("message", "Logout successful, token deleted");
    }
    if (admission.isByCookie() && credential.isPresent()) {
      logins.end(identity, credential.get());
    } else {
      endSession(request, identity);
    }
    return Map.of("message", "Logout successful, token blacklisted");
  }

  private void endSession(HttpServletRequest request, Identity identity) throws IOException {
    try {
      Map<String, String> sent = RequestBody.read(request).require(REFRESH);
      enabled(sessions).end(text(sent, REFRESH), identity);
    } catch (AuthException e) {
      // A bad body is a bad token here, as in the contract; what says more is told as it is.
      throw switch (e.error()) {
        case BODY_TOO_LARGE, MEDIA_TYPE_UNSUPPORTED, UNAVAILABLE -> e;
        default -> new AuthException(AuthError.LOGOUT_TOKEN_INVALID);
      };
    }
  }

  private Map<String, ?> logoutAll(HttpServletRequest request, HttpServletResponse response) {
    logins.endAll(identityOf(gate.admissionOf(request, response)));
    return Map.of("message", "Logout successful, everything ended");
  }

  private Map<String, ?> sessions(HttpServletRequest request, HttpServletResponse response) {
    Identity identity = identityOf(gate.admissionOf(request, response));
    return Map.of(
        "sessions", enabled(sessions).of(identity).stream().map(Endpoints::shown).toList());
  }

  private static Map<String, Object> shown(Session session) {
    Map<String, Object> shown =
        OrderedMap.of("id", session.id(), "created", session.createdAt().toString());
    shown.put("last_used", session.lastUsedAt().toString());
    shown.put("expires", session.expiresAt().toString());
    shown.put("client", session.client());
    shown.put("address", session.address());
    shown.put("current", session.isCurrent());
    return shown;
  }

  private Map<String, ?> endSession(HttpServletRequest request, HttpServletResponse response) {
    Identity identity = identityOf(gate.admissionOf(request, response));
    String path = request.getPathInfo();
    String id = path == null ? "" : path.replaceAll("^/|/$", "");
    if (!enabled(sessions).endOne(id, identity)) {
      throw new AuthException(AuthError.NOT_FOUND);
    }
    return Map.of("message", "Session ended");
  }

  private static Identity identityOf(Admission admission) {
    return admission.identity().orElseThrow(() -> new AuthException(AuthError.NOT_AUTHENTICATED));
  }

  private static String text(Map<String, String> sent, Field field) {
    return Objects.requireNonNull(sent.get(field.name()));
  }

  private static <T> T enabled(Optional<T> scheme) {
    return scheme.orElseThrow(() -> new IllegalStateException("The scheme is switched off"));
  }
}
