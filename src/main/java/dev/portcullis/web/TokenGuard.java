package dev.portcullis.web;

import dev.portcullis.AuthException;
import dev.portcullis.Credential;
import dev.portcullis.Identity;
import dev.portcullis.audit.Audit;
import dev.portcullis.audit.AuditEvent;
import dev.portcullis.session.Authenticator;
import dev.portcullis.session.BadTokens;
import dev.portcullis.session.TokenPair;
import dev.portcullis.watch.Counters;
import dev.portcullis.watch.Measure;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at tokens, but for a while not at those of an address that has sent too many bad ones. */
public final class TokenGuard {
  private final Authenticator authenticator;
  private final Optional<BadTokens> badTokens;
  private final Clients clients;
  private final Audit audit;
  private final Counters counters;

  /** Without {@code badTokens} every token is looked at. */
  public TokenGuard(
      Authenticator authenticator,
      Optional<BadTokens> badTokens,
      Clients clients,
      Audit audit,
      Counters counters) {
    this.authenticator = authenticator;
    this.badTokens = badTokens;
    this.clients = clients;
    this.audit = audit;
    this.counters = counters;
  }

  /**
   * Who offers this credential.
   *
   * @throws AuthException if it is wrong; with {@code THROTTLED} if it is not looked at
   * @throws dev.portcullis.StoreException if the database could not be asked
   */
  Identity authenticate(HttpServletRequest request, Credential credential) {
    requireTurn(request, credential.token());
    try {
      Identity identity = authenticator.authenticate(credential);
      remember(credential.token());
      return identity;
    } catch (AuthException e) {
      throw refusalOf(request, e);
    }
  }

  /**
   * What comes of a token that was not offered as a credential.
   *
   * @throws AuthException if the token is wrong; with {@code THROTTLED} if it is not looked at
   */
  <T> T look(HttpServletRequest request, String token, Supplier<T> proof) {
    requireTurn(request, token);
    try {
      T proved = proof.get();
      remember(token);
      return proved;
    } catch (AuthException e) {
      throw refusalOf(request, e);
    }
  }

  /**
   * The pair that a refresh token gives.
   *
   * @throws AuthException as {@link #look} does
   */
  TokenPair refresh(HttpServletRequest request, String token, Supplier<TokenPair> refresh) {
    try {
      TokenPair pair = look(request, token, refresh);
      counters.count(Measure.REFRESHES);
      return pair;
    } catch (AuthException e) {
      counters.count(Measure.REFRESHES_REFUSED);
      throw e;
    }
  }

  /** Counts what was refused, if it is to be counted, and gives what is to be answered. */
  AuthException refusalOf(HttpServletRequest request, AuthException refusal) {
    if (!BadTokens.isBad(refusal.error())) {
      return refusal;
    }
    counters.count(Measure.BAD_TOKENS);
    if (badTokens.isEmpty()) {
      return refusal;
    }
    String address = clients.of(request).address();
    try {
      if (badTokens.get().count(address)) {
        audit.tell(AuditEvent.of("bad_tokens", "throttled").address(address));
      }
      return refusal;
    } catch (AuthException throttled) {
      return throttled;
    }
  }

  /** The token was issued here, or found good. */
  void remember(String token) {
    if (badTokens.isPresent()) {
      badTokens.get().remember(token);
    }
  }

  private void requireTurn(HttpServletRequest request, String token) {
    if (badTokens.isPresent() && !badTokens.get().isQuiet()) {
      badTokens.get().requireTurn(token, clients.of(request).address());
    }
  }
}
