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
import dev.portcullis.watch.Measure;
import jakarta.servlet.DispatcherType;
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
  private final TokenGuard tokens;
  private final AccessRules rules;
  private final OwnPaths ownPaths;
  private final RequestActions actions;
  private final GateOptions options;
  private final FailureLog failures = new FailureLog(LOG, System::nanoTime);
  private final Optional<CookieIdentity> cookies;

  /** A gate in front of what {@code rules} protect. */
  public Gate(
      CredentialReader credentials,
      AccessRules rules,
      OwnPaths ownPaths,
      RequestActions actions,
      GateOptions options) {
    this.credentials = credentials;
    this.tokens = actions.tokens();
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
      keepFromSharedCaches(admitted, response);
      chain.doFilter(admitted, response);
      answerRefusedInclude(admitted, response);
    }
  }

  /**
   * A shared cache takes an answer to {@code Authorization} for private (RFC 9111, section 3.5),
   * but does not know of tokens elsewhere; unless the application says something else, it is told.
   */
  private void keepFromSharedCaches(HttpServletRequest request, HttpServletResponse response) {
    if (request.getDispatcherType() == DispatcherType.REQUEST
        && !response.containsHeader("Cache-Control")
        && !credentials.isAuthorizationGiven(request)
        && Admission.find(request, this).flatMap(Admission::credential).isPresent()) {
      response.setHeader("Cache-Control", "private");
    }
  }

  /**
   * An included resource cannot set a status (Jakarta Servlet 6.0, section 9.3), so a refused one
   * is left out at first, and the page that wanted it is answered with the refusal when it is done.
   * One that is on its way by then goes without what it may not include.
   */
  private void answerRefusedInclude(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!options.checkDispatch() || request.getDispatcherType() == DispatcherType.INCLUDE) {
      return;
    }
    Optional<AuthException> refused =
        Admission.find(request, this).flatMap(Admission::takeRefusedInclude);
    if (refused.isEmpty()) {
      return;
    }
    if (response.isCommitted() || request.isAsyncStarted()) {
      LOG.log(WARNING, () -> "Left out of " + shown(request) + " what it may not include");
    } else {
      refuse(request, response, refused.get());
    }
  }

  private @Nullable HttpServletRequest admitOrAnswer(
      HttpServletRequest request, HttpServletResponse response) throws IOException {
    try {
      return admit(request, response);
    } catch (AuthException refusal) {
      count(refusal.error());
      LOG.log(DEBUG, () -> "Refused " + shown(request) + ": " + refusal.error().code());
      refuseDispatch(request, response, refusal);
    } catch (StoreException e) {
      count(AuthError.UNAVAILABLE);
      failures.tell(ERROR, "The database failed; 503 for " + shown(request), e);
      refuseDispatch(request, response, new AuthException(AuthError.UNAVAILABLE));
    } catch (RuntimeException | Error e) {
      count(AuthError.FAILED);
      failures.tell(ERROR, "The gate failed; 500 for " + shown(request), e);
      refuseDispatch(request, response, new AuthException(AuthError.FAILED));
    }
    return null;
  }

  private void count(AuthError error) {
    actions.counters().count(Measure.refusedWith(error.status()));
  }

  private void refuseDispatch(
      HttpServletRequest request, HttpServletResponse response, AuthException refusal)
      throws IOException {
    if (request.getDispatcherType() != DispatcherType.INCLUDE) {
      refuse(request, response, refusal);
      return;
    }
    Optional<Admission> page = Admission.find(request, this);
    if (page.isPresent()) {
      page.get().refuseInclude(refusal);
    } else {
      LOG.log(WARNING, () -> "Left out of " + shown(request) + " what it may not include");
    }
  }

  private HttpServletRequest admit(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Admission> before = Admission.find(request, this);
    if (before.isEmpty()) {
      return switch (request.getDispatcherType()) {
        // An error page tells the client what it may know already; refusing it would loop.
        case ERROR -> gated(request, new Admission(this));
        case REQUEST, ASYNC -> {
          HttpServletRequest admitted = admitNew(request, response);
          actions.counters().count(Measure.ADMITTED);
          yield admitted;
        }
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
    if (!options.checkDispatch() || LoginPage.isShownTo(request)) {
      return;
    }
    try {
      RequestPath path = DispatchPath.of(request, options.sessionParameters());
      enforce(rules.requirementFor(request.getMethod(), path), admission);
    } catch (AuthException refusal) {
      if (!options.reportOnly()) {
        throw refusal;
      }
      tellWouldRefuse(request, refusal);
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
      tellWouldRefuse(request, refusal);
      return gated(read, admission);
    }
  }

  private void tellWouldRefuse(HttpServletRequest request, RuntimeException refusal) {
    actions.counters().count(Measure.REPORTED);
    String line = "Would refuse " + shown(request);
    if (refusal instanceof StoreException) {
      failures.tell(WARNING, line + ", since the database failed", refusal);
    } else {
      LOG.log(WARNING, line + ": " + refusal.getMessage());
    }
  }

  private void authenticate(
      HttpServletRequest request,
      HttpServletResponse response,
      RequestFields fields,
      Admission admission) {
    Optional<Credential> credential = read(request, fields);
    if (credential.isPresent()) {
      if (credentials.hasSources() && cookies.isPresent()) {
        requireNoCookieBeside(request, cookies.get());
      }
      admission.prove(tokens.authenticate(request, credential.get()), credential.get());
    } else if (cookies.isPresent() && credentials.mayLookAtCookiesOf(request)) {
      cookies.get().prove(request, response, admission);
    }
  }

  private Optional<Credential> read(HttpServletRequest request, RequestFields fields) {
    try {
      return credentials.read(request, fields);
    } catch (AuthException e) {
      throw tokens.refusalOf(request, e);
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
