package dev.portcullis.session;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Credential;
import dev.portcullis.Identity;
import dev.portcullis.Scheme;
import dev.portcullis.watch.Counters;
import dev.portcullis.watch.Measure;
import java.util.Optional;

/** Logging in and out: a password becomes a token, a token pair or an identity, and back. */
public final class Logins {
  private final PasswordLogin passwords;
  private final Authenticator authenticator;
  private final Optional<UserTokens> staticTokens;
  private final Optional<JwtSessions> sessions;
  private final LoginAudit audit;
  private final Counters counters;

  /** Absent tokens or sessions belong to a scheme that is switched off. */
  public Logins(
      PasswordLogin passwords,
      Authenticator authenticator,
      Optional<UserTokens> staticTokens,
      Optional<JwtSessions> sessions,
      LoginAudit audit,
      Counters counters) {
    this.passwords = passwords;
    this.authenticator = authenticator;
    this.staticTokens = staticTokens;
    this.sessions = sessions;
    this.audit = audit;
    this.counters = counters;
  }

  /**
   * The static token of the user with this password.
   *
   * @throws AuthException with the answer of {@code obtain_auth_token} if there is no such user
   */
  public String staticToken(String username, String password, Client client) {
    KnownUser user = login(username, password, client, AuthError.LOGIN_FAILED_FOR_STATIC_TOKEN);
    String token = enabled(staticTokens).issue(user, client);
    if (!passwords.isStill(user)) {
      // The password was changed while it was hashed; that has ended all tokens there were, and
      // this one came after them.
      enabled(staticTokens).end(token);
      audit.failed(username, client, AuthError.LOGIN_FAILED_FOR_STATIC_TOKEN);
      throw new AuthException(AuthError.LOGIN_FAILED_FOR_STATIC_TOKEN);
    }
    audit.succeeded(user, client, Scheme.TOKEN, Optional.empty());
    return token;
  }

  /**
   * The tokens of a new session of the user with this password.
   *
   * @throws AuthException with the answer of {@code TokenObtainPairView} if there is no such user
   */
  public TokenPair tokenPair(String username, String password, Client client) {
    KnownUser user = login(username, password, client, AuthError.LOGIN_FAILED);
    TokenPair pair = enabled(sessions).open(user, client);
    audit.succeeded(user, client, Scheme.BEARER, Optional.of(pair.sessionId()));
    return pair;
  }

  /**
   * Who has this password, for the rest of one request.
   *
   * @throws AuthException if there is no such user
   */
  public Identity identity(String username, String password, Client client) {
    KnownUser user = login(username, password, client, AuthError.LOGIN_FAILED);
    Identity identity = authenticator.byPassword(user);
    audit.succeeded(user, client, identity.scheme(), Optional.empty());
    return identity;
  }

  /** Ends what proved an identity: its static token, or its session. */
  public void end(Identity identity, Credential credential) {
    switch (credential.scheme()) {
      case TOKEN -> enabled(staticTokens).end(credential.token());
      case BEARER -> enabled(sessions).endOf(identity);
    }
  }

  /** Ends everything that the user has, on every device. */
  public void endAll(Identity identity) {
    staticTokens.ifPresent(tokens -> tokens.endAll(identity.id()));
    sessions.ifPresent(known -> known.endAll(identity.id()));
  }

  private KnownUser login(String username, String password, Client client, AuthError failure) {
    long began = System.nanoTime();
    try {
      return passwords
          .login(username, password, client)
          .orElseThrow(() -> new AuthException(failure));
    } catch (AuthException e) {
      audit.failed(username, client, e.error());
      throw e;
    } finally {
      counters.add(Measure.LOGIN_SECONDS, System.nanoTime() - began);
    }
  }

  private static <T> T enabled(Optional<T> scheme) {
    return scheme.orElseThrow(() -> new IllegalStateException("The scheme is switched off"));
  }
}
