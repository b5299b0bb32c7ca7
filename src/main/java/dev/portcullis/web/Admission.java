package dev.portcullis.web;

import dev.portcullis.AuthException;
import dev.portcullis.Credential;
import dev.portcullis.Identity;
import jakarta.servlet.ServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That a request has passed the gate, and as whom: kept in an attribute of the request, so that
 * forwards, async dispatches and error pages know it.
 *
 * <p>The attribute counts only if it holds this type and was set by the same gate; whatever else
 * stands there under our name is ignored.
 */
final class Admission {
  private static final String PREFIX = Admission.class.getName() + "@";

  private final Object gate;
  private volatile @Nullable Identity identity;
  private volatile @Nullable Credential credential;
  private volatile @Nullable AuthException refusedInclude;
  private volatile Runnable clearCookies = () -> {};
  private volatile boolean isByCookie;
  private volatile boolean isCrossSite;

  /** An admission by this gate, without an identity so far; no request has it yet. */
  Admission(Object gate) {
    this.gate = gate;
  }

  /** The request has passed. */
  void attachTo(ServletRequest request) {
    request.setAttribute(attribute(gate), this);
  }

  /** The admission that this gate has given to the request. */
  static Optional<Admission> find(ServletRequest request, Object gate) {
    return request.getAttribute(attribute(gate)) instanceof Admission known && known.gate == gate
        ? Optional.of(known)
        : Optional.empty();
  }

  /** Who the request comes from; empty: nobody in particular. */
  Optional<Identity> identity() {
    return Optional.ofNullable(identity);
  }

  /** What proved the identity; empty after a {@code login()} by the application. */
  Optional<Credential> credential() {
    return Optional.ofNullable(credential);
  }

  /** The request comes from {@code identity}, as {@code credential} proved. */
  void prove(Identity identity, Credential credential) {
    this.identity = identity;
    this.credential = credential;
  }

  /** The same for a credential out of a cookie, which {@code clear} takes from the browser. */
  void proveByCookie(Identity identity, Credential credential, Runnable clear) {
    prove(identity, credential);
    this.isByCookie = true;
    this.clearCookies = clear;
  }

  /** Whether a cookie has proved the identity. */
  boolean isByCookie() {
    return isByCookie;
  }

  /** There are cookies, but the request comes from elsewhere: they count for nothing. */
  void markCrossSite() {
    this.isCrossSite = true;
  }

  boolean isCrossSite() {
    return isCrossSite;
  }

  /** The application itself has logged a user in. */
  void prove(Identity identity) {
    this.identity = identity;
    this.credential = null;
    this.isByCookie = false;
  }

  /** From now on the request comes from nobody. */
  void forget() {
    this.identity = null;
    this.credential = null;
    if (isByCookie) {
      clearCookies.run();
      this.isByCookie = false;
    }
  }

  /** Something that the page includes was refused; of several the first counts. */
  void refuseInclude(AuthException refusal) {
    if (refusedInclude == null) {
      refusedInclude = refusal;
    }
  }

  /** What the page may not include; empty if it was asked before. */
  Optional<AuthException> takeRefusedInclude() {
    Optional<AuthException> refused = Optional.ofNullable(refusedInclude);
    refusedInclude = null;
    return refused;
  }

  /** A name for each gate: a request that goes through two applications keeps both admissions. */
  private static String attribute(Object gate) {
    return PREFIX + System.identityHashCode(gate);
  }
}
