package dev.portcullis.web;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Credential;
import dev.portcullis.Scheme;
import dev.portcullis.session.JwtSessions;
import dev.portcullis.session.TokenPair;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * Who a request comes from by its cookies, renewed where they are over.
 *
 * <p>Cookies that are wrong are as good as none: people are led to the login page, and pages that
 * are open to everybody stay open to them.
 */
final class CookieIdentity {
  private final SessionCookies cookies;
  private final SameOrigin origin;
  private final TokenGuard tokens;
  private final JwtSessions sessions;

  CookieIdentity(
      SessionCookies cookies, SameOrigin origin, TokenGuard tokens, JwtSessions sessions) {
    this.cookies = cookies;
    this.origin = origin;
    this.tokens = tokens;
    this.sessions = sessions;
  }

  /** Whether the request has an access cookie, good or bad. */
  boolean isOffered(HttpServletRequest request) {
    return cookies.read(request).access().isPresent();
  }

  /**
   * Proves who the request comes from, if its cookies can and it comes from where it may.
   *
   * @throws AuthException if the cookies contradict themselves, the database is away, or too many
   *     bad tokens have come from there
   * @throws dev.portcullis.StoreException if the database could not be asked
   */
  void prove(HttpServletRequest request, HttpServletResponse response, Admission admission) {
    SessionCookies.Found found = cookies.read(request);
    if (found.isNothing()) {
      return;
    }
    if (!origin.allows(request)) {
      admission.markCrossSite();
      return;
    }
    if (found.access().filter(token -> isProvedBy(token, request, response, admission)).isEmpty()) {
      renewOrClear(found.refresh(), request, response, admission);
    }
    if (admission.identity().isPresent()) {
      // A shared cache knows to keep away from Authorization, but not from cookies.
      response.setHeader("Cache-Control", "private");
      response.addHeader("Vary", "Cookie");
    }
  }

  /** Lets the browser go on with these tokens. */
  void keep(HttpServletRequest request, HttpServletResponse response, TokenPair pair) {
    cookies.set(request, response, pair);
  }

  /**
   * A new pair for the refresh cookie of the request, if it has one.
   *
   * @throws AuthException if the request comes from elsewhere, or the session is over; then the
   *     cookies are cleared
   */
  boolean renew(HttpServletRequest request, HttpServletResponse response) {
    Optional<String> refresh = cookies.read(request).refresh();
    if (refresh.isEmpty() || Headers.has(request, "Authorization")) {
      return false;
    }
    if (!origin.isProvedBy(request)) {
      throw new AuthException(AuthError.CROSS_SITE);
    }
    try {
      cookies.set(request, response, renewed(request, refresh.get()));
      return true;
    } catch (AuthException e) {
      if (!isOfThisMoment(e)) {
        cookies.clear(request, response);
      }
      throw e;
    }
  }

  private boolean isProvedBy(
      String access,
      HttpServletRequest request,
      HttpServletResponse response,
      Admission admission) {
    Credential credential = new Credential(Scheme.BEARER, access);
    try {
      admission.proveByCookie(
          tokens.authenticate(request, credential),
          credential,
          () -> cookies.clear(request, response));
      return true;
    } catch (AuthException e) {
      if (isOfThisMoment(e)) {
        throw e;
      }
      return false;
    }
  }

  private TokenPair renewed(HttpServletRequest request, String refresh) {
    return tokens.refresh(request, refresh, () -> sessions.renew(refresh));
  }

  /** Whether the cookies may be good all the same. */
  private static boolean isOfThisMoment(AuthException refusal) {
    return refusal.error() == AuthError.UNAVAILABLE || refusal.error() == AuthError.THROTTLED;
  }

  private void renewOrClear(
      Optional<String> refresh,
      HttpServletRequest request,
      HttpServletResponse response,
      Admission admission) {
    if (refresh.isEmpty()) {
      cookies.clear(request, response);
      return;
    }
    // Not for an image on somebody else's page: the browser may throw the new cookies away, and
    // the old ones would later look stolen.
    if (!Navigation.isTopLevel(request) && !origin.isProvedBy(request)) {
      return;
    }
    try {
      TokenPair pair = renewed(request, refresh.get());
      if (isProvedBy(pair.access(), request, response, admission)) {
        cookies.set(request, response, pair);
      }
    } catch (AuthException e) {
      if (isOfThisMoment(e)) {
        throw e;
      }
      cookies.clear(request, response);
    }
  }
}
