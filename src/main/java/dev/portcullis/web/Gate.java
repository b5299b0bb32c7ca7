package dev.portcullis.web;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Credential;
import dev.portcullis.Identity;
import dev.portcullis.StoreException;
import dev.portcullis.access.AccessRules;
import dev.portcullis.access.RequestPath;
import dev.portcullis.access.Requirement;
import dev.portcullis.session.Authenticator;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands before everything else of the application: a request is admitted, or answered.
 *
 * <p>Whatever goes wrong in here, the chain is not called.
 */
public final class Gate {
  private static final System.Logger LOG = System.getLogger(Gate.class.getName());

  private final CredentialReader credentials;
  private final Authenticator authenticator;
  private final AccessRules rules;
  private final OwnPaths ownPaths;
  private final RequestActions actions;
  private final GateOptions options;
  private final Optional<CookieIdentity> cookies;

  /** A gate in front of what {@code rules} protect. */
  public Gate(
      CredentialReader credentials,
      Authenticator authenticator,
      AccessRules rules,
      OwnPaths ownPaths,
      RequestActions actions,
      GateOptions options) {
    this.credentials = credentials;
    this.authenticator = authenticator;
    this.rules = rules;
    this.ownPaths = ownPaths;
    this.actions = actions;
    this.options = options;
    this.cookies = actions.browsers().map(Browsers::identity);
  }

  /** Passes the request on to the application, as whom it comes from, or answers it. */
  void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest admitted = admitOrAnswer(request, response);
    // Not inside a try of ours: what the application throws is the application's.
    if (admitted != null) {
      chain.doFilter(admitted, response);
    }
  }

  private @Nullable HttpServletRequest admitOrAnswer(
      HttpServletRequest request, HttpServletResponse response) throws IOException {
    try {
      return admit(request, response);
    } catch (AuthException refusal) {
      LOG.log(DEBUG, () -> "Refused " + shown(request) + ": " + refusal.error().code());
      actions.errors().refuseRequest(request, response, refusal);
    } catch (StoreException e) {
      LOG.log(ERROR, "The database failed; the request was answered with 503", e);
      actions.errors().refuseRequest(request, response, new AuthException(AuthError.UNAVAILABLE));
    } catch (RuntimeException | Error e) {
      LOG.log(ERROR, "The gate failed; the request was answered with 500", e);
      actions.errors().refuseRequest(request, response, new AuthException(AuthError.FAILED));
    }
    return null;
  }

  private HttpServletRequest admit(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Admission> before = Admission.find(request, this);
    if (before.isEmpty()) {
      return switch (request.getDispatcherType()) {
        // An error page tells the client what it may know already; refusing it would loop.
        case ERROR -> gated(request, new Admission(this));
        case REQUEST, ASYNC -> admitNew(request, response);
        case FORWARD, INCLUDE ->
            LoginPage.isShownTo(request)
                ? gated(request, new Admission(this))
                : admitNew(request, response);
      };
    }
    return switch (request.getDispatcherType()) {
      // Mapped twice in the same chain: once is enough.
      case REQUEST -> request;
      case ERROR -> gated(request, before.get());
      case ASYNC -> {
        enforceDispatch(request, before.get());
        yield gated(request, before.get());
      }
      case FORWARD, INCLUDE -> {
        enforceDispatch(request, before.get());
        yield request;
      }
    };
  }

  private void enforceDispatch(HttpServletRequest request, Admission admission) {
    if (options.checkDispatch() && !LoginPage.isShownTo(request)) {
      RequestPath path = DispatchPath.of(request, options.sessionParameters());
      enforce(rules.requirementFor(request.getMethod(), path), admission);
    }
  }

  private HttpServletRequest admitNew(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Admission admission = new Admission(this);
    Optional<EndpointKind> own = Optional.empty();
    HttpServletRequest read = request;
    try {
      RequestPath path = DispatchPath.of(request, options.sessionParameters());
      own = ownPaths.find(path, request.getServletPath());
      if (own.isPresent() && !own.get().needsIdentity()) {
        // A dead Authorization header must not keep anybody from logging in.
        return gated(request, admission);
      }
      Requirement requirement =
          own.isPresent()
              ? Requirement.AUTHENTICATED
              : rules.requirementFor(request.getMethod(), path);
      if (credentials.mayLookIntoBodyOf(request)) {
        PeekedRequest peeked = PeekedRequest.of(request);
        read = peeked;
        authenticate(request, response, peeked.fields(), admission);
      } else {
        authenticate(request, response, RequestFields.none(), admission);
      }
      enforce(requirement, admission);
      return gated(read, admission);
    } catch (AuthException | StoreException refusal) {
      if (!options.reportOnly() || own.isPresent()) {
        throw refusal;
      }
      LOG.log(WARNING, () -> "Would refuse " + shown(request) + ": " + refusal.getMessage());
      return gated(read, admission);
    }
  }

  private void authenticate(
      HttpServletRequest request,
      HttpServletResponse response,
      RequestFields fields,
      Admission admission) {
    Optional<Credential> credential = credentials.read(request, fields);
    if (credential.isPresent()) {
      if (credentials.hasSources() && cookies.isPresent()) {
        requireNoCookieBeside(request, cookies.get());
      }
      admission.prove(authenticator.authenticate(credential.get()), credential.get());
    } else if (cookies.isPresent() && credentials.mayLookAtCookiesOf(request)) {
      cookies.get().prove(request, response, admission);
    }
  }

  /** A link with a token in it would make others act in its owner's name, unnoticed. */
  private void requireNoCookieBeside(HttpServletRequest request, CookieIdentity cookies) {
    if (credentials.mayLookAtCookiesOf(request) && cookies.isOffered(request)) {
      throw new AuthException(AuthError.CREDENTIALS_AMBIGUOUS);
    }
  }

  private static void enforce(Requirement requirement, Admission admission) {
    switch (requirement.decide(admission.identity())) {
      case PASS -> {}
      case NEEDS_IDENTITY ->
          throw new AuthException(
              admission.isCrossSite() ? AuthError.CROSS_SITE : AuthError.NOT_AUTHENTICATED);
      case LACKS_ROLE -> throw new AuthException(AuthError.FORBIDDEN);
    }
  }

  /** Only from here on the request has passed: a refused one leaves nothing that says so. */
  private HttpServletRequest gated(HttpServletRequest request, Admission admission) {
    admission.attachTo(request);
    if (options.reportOnly() && admission.identity().isEmpty()) {
      // The gate only watches: whoever the application or its container knows stays known.
      return request;
    }
    LegacyAttributes.copy(request, admission, options);
    return new GatedRequest(request, admission, actions);
  }

  /**
   * Who a request comes from, for the container itself; nothing is admitted by asking, and bodies
   * are not looked into.
   *
   * @throws AuthException if the credential is wrong
   * @throws StoreException if the database could not be asked
   */
  public Optional<Identity> identify(HttpServletRequest request, HttpServletResponse response) {
    Admission admission = new Admission(this);
    authenticate(request, response, RequestFields.none(), admission);
    return admission.identity();
  }

  /** Answers a request as the gate would, that did not come so far. */
  public void refuse(
      HttpServletRequest request, HttpServletResponse response, AuthException refusal)
      throws IOException {
    actions.errors().refuseRequest(request, response, refusal);
  }

  /**
   * The admission of a request to one of our endpoints; authenticates it here if the gate is mapped
   * elsewhere only.
   */
  Admission admissionOf(HttpServletRequest request, HttpServletResponse response) {
    Optional<Admission> known = Admission.find(request, this);
    if (known.isPresent()) {
      return known.get();
    }
    Admission admission = new Admission(this);
    authenticate(request, response, RequestFields.none(), admission);
    if (admission.isCrossSite()) {
      throw new AuthException(AuthError.CROSS_SITE);
    }
    return admission;
  }

  private static String shown(HttpServletRequest request) {
    String uri = request.getRequestURI();
    int parameters = uri.indexOf(';'); // A session id may follow.
    return Shown.cut(request.getMethod())
        + " "
        + Shown.cut(parameters < 0 ? uri : uri.substring(0, parameters));
  }
}
