package dev.portcullis.web;

import static java.lang.System.Logger.Level.ERROR;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Credential;
import dev.portcullis.Identity;
import dev.portcullis.Scheme;
import dev.portcullis.StoreException;
import dev.portcullis.session.Client;
import dev.portcullis.session.JwtSessions;
import dev.portcullis.session.Logins;
import dev.portcullis.session.Session;
import dev.portcullis.session.TokenPair;
import dev.portcullis.session.UserTokens;
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
  private final FailureLog failures = new FailureLog(LOG, System::nanoTime);

  /** Endpoints behind {@code gate}; absent tokens or sessions belong to a scheme that is off. */
  public Endpoints(
      Gate gate,
      RequestActions actions,
      Optional<UserTokens> staticTokens,
      Optional<JwtSessions> sessions,
      EndpointOptions options) {
    this.gate = gate;
    this.logins = actions.logins();
    this.errors = actions.errors();
    this.staticTokens = staticTokens;
    this.sessions = sessions;
    this.options = options;
  }

  /** Answers a request to an endpoint, whatever happens. */
  void serve(EndpointKind kind, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      if (request.getMethod().equals("OPTIONS")) {
        response.setHeader("Allow", kind.allowed());
        errors.varyByCredential(response);
        JsonResponse.writeEmpty(response, OK);
      } else if (!isAllowed(kind, request.getMethod())) {
        errors.refuseMethod(response, request.getMethod(), kind.allowed());
      } else if (kind == EndpointKind.JWKS) {
        JsonResponse.writeKeys(response, options.publicKeys().get());
      } else {
        Map<String, ?> answer = answer(kind, request);
        errors.varyByCredential(response);
        JsonResponse.write(response, OK, answer);
      }
    } catch (AuthException refusal) {
      refuse(kind, response, refusal);
    } catch (StoreException e) {
      failures.tell(ERROR, "The database failed; 503 for " + kind, e);
      errors.refuseBody(response, new AuthException(AuthError.UNAVAILABLE));
    } catch (RuntimeException | Error e) {
      failures.tell(ERROR, "An endpoint failed; 500 for " + kind, e);
      errors.refuseBody(response, new AuthException(AuthError.FAILED));
    }
  }

  private void refuse(EndpointKind kind, HttpServletResponse response, AuthException refusal)
      throws IOException {
    if (kind.needsIdentity()) {
      errors.refuseRequest(response, refusal);
    } else {
      errors.refuseBody(response, refusal);
    }
  }

  private static boolean isAllowed(EndpointKind kind, String method) {
    return method.equals(kind.method()) || (method.equals("HEAD") && kind.method().equals("GET"));
  }

  private Map<String, ?> answer(EndpointKind kind, HttpServletRequest request) throws IOException {
    return switch (kind) {
      case LOGIN -> options.loginGivesStaticToken() ? staticToken(request) : tokenPair(request);
      case TOKEN -> tokenPair(request);
      case API_TOKEN_AUTH -> staticToken(request);
      case REFRESH -> refresh(request);
      case VERIFY -> verify(request);
      case LOGOUT -> logout(request);
      case LOGOUT_ALL -> logoutAll(request);
      case SESSIONS -> sessions(request);
      case SESSION -> endSession(request);
      case PROFILE -> options.profile().of(identityOf(gate.admissionOf(request)));
      case JWKS -> options.publicKeys().get();
    };
  }

  private Map<String, ?> staticToken(HttpServletRequest request) throws IOException {
    Map<String, String> sent = RequestBody.read(request).require(USERNAME, PASSWORD);
    String token =
        logins.staticToken(text(sent, USERNAME), text(sent, PASSWORD), clientOf(request));
    return Map.of("token", token);
  }

  private Map<String, ?> tokenPair(HttpServletRequest request) throws IOException {
    Map<String, String> sent = RequestBody.read(request).require(USERNAME, PASSWORD);
    TokenPair pair =
        logins.tokenPair(text(sent, USERNAME), text(sent, PASSWORD), clientOf(request));
    Map<String, Object> body = new LinkedHashMap<>();
    pair.refresh().ifPresent(refresh -> body.put("refresh", refresh));
    body.put("access", pair.access());
    return body;
  }

  private Map<String, ?> refresh(HttpServletRequest request) throws IOException {
    Map<String, String> sent = RequestBody.read(request).require(REFRESH);
    TokenPair pair = enabled(sessions).refresh(text(sent, REFRESH));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("access", pair.access());
    pair.refresh().ifPresent(refresh -> body.put("refresh", refresh));
    return body;
  }

  private Map<String, ?> verify(HttpServletRequest request) throws IOException {
    Map<String, String> sent = RequestBody.read(request).require(TOKEN);
    enabled(sessions).verify(text(sent, TOKEN));
    return Map.of();
  }

  private Map<String, ?> logout(HttpServletRequest request) throws IOException {
    Admission admission = gate.admissionOf(request);
    Identity identity = identityOf(admission);
    Optional<Credential> credential = admission.credential();
    if (credential.isPresent() && credential.get().scheme() == Scheme.TOKEN) {
      if (!enabled(staticTokens).end(credential.get().token())) {
        throw new AuthException(AuthError.STATIC_TOKEN_INVALID);
      }
      return Map.of("message", "Logout successful, token deleted");
    }
    endSession(request, identity);
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

  private Map<String, ?> logoutAll(HttpServletRequest request) {
    logins.endAll(identityOf(gate.admissionOf(request)));
    return Map.of("message", "Logout successful, everything ended");
  }

  private Map<String, ?> sessions(HttpServletRequest request) {
    Identity identity = identityOf(gate.admissionOf(request));
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

  private Map<String, ?> endSession(HttpServletRequest request) {
    Identity identity = identityOf(gate.admissionOf(request));
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

  private static Client clientOf(HttpServletRequest request) {
    String address = request.getRemoteAddr(); // Null where the peer came by a Unix socket.
    return new Client(CredentialReader.userAgent(request), address == null ? "" : address);
  }

  private static String text(Map<String, String> sent, Field field) {
    return Objects.requireNonNull(sent.get(field.name()));
  }

  private static <T> T enabled(Optional<T> scheme) {
    return scheme.orElseThrow(() -> new IllegalStateException("The scheme is switched off"));
  }
}
