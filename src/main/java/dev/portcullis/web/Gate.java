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
      return admit(request);
    } catch (AuthException refusal) {
      LOG.log(DEBUG, () -> "Refused " + shown(request) + ": " + refusal.error().code());
      actions.errors().refuseRequest(response, refusal);
    } catch (StoreException e) {
      LOG.log(ERROR, "The database failed; the request was answered with 503", e);
      actions.errors().refuseRequest(response, new AuthException(AuthError.UNAVAILABLE));
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.log(ERROR, "The gate failed; the request was answered with 500", e);
      actions.errors().refuseRequest(response, new AuthException(AuthError.FAILED));
    }
    return null;
  }

  private HttpServletRequest admit(HttpServletRequest request) throws IOException {
    Optional<Admission> before = Admission.find(request, this);
    if (before.isEmpty()) {
      return switch (request.getDispatcherType()) {
        // An error page tells the client what it may know already; refusing it would loop.
        case ERROR -> gated(request, Admission.of(request, this));
        case REQUEST, ASYNC, FORWARD, INCLUDE -> admitNew(request);
      };
    }
    return switch (request.getDispatcherType()) {
      // Mapped twice in the same chain: once is enough.
      case REQUEST -> request;
      case ASYNC, ERROR -> gated(request, before.get());
      case FORWARD, INCLUDE -> {
        if (options.checkDispatch()) {
          RequestPath path = DispatchPath.of(request, options.sessionParameters());
          enforce(rules.requirementFor(request.getMethod(), path), before.get());
        }
        yield request;
      }
    };
  }

  private HttpServletRequest admitNew(HttpServletRequest request) throws IOException {
    Admission admission = Admission.of(request, this);
    Optional<EndpointKind> own = Optional.empty();
    try {
      RequestPath path = DispatchPath.of(request, options.sessionParameters());
      own = ownPaths.find(path);
      if (own.isPresent() && !own.get().needsIdentity()) {
        // A dead Authorization header must not keep anybody from logging in.
        return gated(request, admission);
      }
      Requirement requirement =
          own.isPresent()
              ? Requirement.AUTHENTICATED
              : rules.requirementFor(request.getMethod(), path);
      HttpServletRequest read = authenticate(request, admission);
      enforce(requirement, admission);
      return gated(read, admission);
    } catch (AuthException | StoreException refusal) {
      if (!options.reportOnly() || own.isPresent()) {
        throw refusal;
      }
      LOG.log(WARNING, () -> "Would refuse " + shown(request) + ": " + refusal.getMessage());
      return gated(request, admission);
    }
  }

  /** Proves who the request comes from; answers the request to go on with. */
  private HttpServletRequest authenticate(HttpServletRequest request, Admission admission)
      throws IOException {
    if (!credentials.readsBodies()) {
      authenticate(request, RequestFields.none(), admission);
      return request;
    }
    PeekedRequest peeked = PeekedRequest.of(request, credentials.bodyFields());
    authenticate(request, peeked.fields(), admission);
    return peeked;
  }

  private void authenticate(HttpServletRequest request, RequestFields fields, Admission admission) {
    Optional<Credential> credential = credentials.read(request, fields);
    credential.ifPresent(offered -> admission.prove(authenticator.authenticate(offered), offered));
  }

  private static void enforce(Requirement requirement, Admission admission) {
    switch (requirement.decide(admission.identity())) {
      case PASS -> {}
      case NEEDS_IDENTITY -> throw new AuthException(AuthError.NOT_AUTHENTICATED);
      case LACKS_ROLE -> throw new AuthException(AuthError.FORBIDDEN);
    }
  }

  private HttpServletRequest gated(HttpServletRequest request, Admission admission) {
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
  public Optional<Identity> identify(HttpServletRequest request) {
    return credentials.read(request, RequestFields.none()).map(authenticator::authenticate);
  }

  /** Answers a request as the gate would, that did not come so far. */
  public void refuse(HttpServletResponse response, AuthException refusal) throws IOException {
    actions.errors().refuseRequest(response, refusal);
  }

  /**
   * The admission of a request to one of our endpoints; authenticates it here if the gate is mapped
   * elsewhere only.
   */
  Admission admissionOf(HttpServletRequest request) {
    Optional<Admission> known = Admission.find(request, this);
    if (known.isPresent()) {
      return known.get();
    }
    Admission admission = Admission.of(request, this);
    authenticate(request, RequestFields.none(), admission);
    return admission;
  }

  private static String shown(HttpServletRequest request) {
    return Shown.cut(request.getMethod()) + " " + Shown.cut(request.getRequestURI());
  }
}
