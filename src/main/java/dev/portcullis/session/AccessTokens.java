package dev.portcullis.session;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Identity;
import dev.portcullis.Scheme;
import dev.portcullis.jwt.JwtVerifier;
import dev.portcullis.jwt.TokenType;
import dev.portcullis.jwt.VerifiedJwt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Proves identities by JWT access tokens (RFC 6750, RFC 7519). */
public final class AccessTokens {
  /** The claim that simplejwt uses for the same purpose. */
  static final String PASSWORD_MARK = "hash_password";

  /** Whole seconds in tokens, and what the clocks of nodes may differ. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

  private final JwtVerifier verifier;
  private final Users users;
  private final Identities identities;
  private final Optional<Revocations> revocations;

  /**
   * Access tokens checked by {@code verifier}; without {@code revocations} they live until they
   * expire, whatever becomes of their session or their user's password.
   */
  public AccessTokens(
      JwtVerifier verifier, Users users, Identities identities, Optional<Revocations> revocations) {
    this.verifier = verifier;
    this.users = users;
    this.identities = identities;
    this.revocations = revocations;
  }

  /**
   * Who has this token.
   *
   * @throws AuthException if the token is not good, is no access token, has been revoked, or its
   *     user is gone, is inactive or has another password by now
   */
  Identity authenticate(String token) {
    return authenticate(verifier.verify(token));
  }

  /**
   * What the token says.
   *
   * @throws AuthException as {@link #authenticate(String)} does
   */
  KnownToken introspect(String token) {
    VerifiedJwt jwt = verifier.verify(token);
    return new KnownToken(
        KnownToken.Kind.ACCESS,
        authenticate(jwt),
        jwt.issuedAt(),
        Optional.of(jwt.expiresAt()),
        jwt.claims());
  }

  private Identity authenticate(VerifiedJwt jwt) {
    jwt.requireType(TokenType.ACCESS);
    if (revocations.filter(known -> known.isRevoked(jwt)).isPresent()) {
      throw new AuthException(AuthError.TOKEN_REVOKED);
    }
    KnownUser user =
        recentUserOf(jwt).orElseThrow(() -> new AuthException(AuthError.USER_NOT_FOUND));
    if (!users.isOpen(user)) {
      throw new AuthException(AuthError.USER_INACTIVE);
    }
    if (revocations.isPresent() && hasOldPassword(jwt, user)) {
      throw new AuthException(AuthError.PASSWORD_CHANGED);
    }
    return identities.of(user.row(), Scheme.BEARER, jwt.sessionId(), jwt.claims());
  }

  /**
   * The user as remembered; but if the token knows another password and may be younger than the
   * memory, as the database has the user now. Else a client who has changed the password at one
   * node would be refused at the others, until they read the user again.
   */
  private Optional<KnownUser> recentUserOf(VerifiedJwt jwt) {
    Optional<KnownUser> user = users.recentById(jwt.userId());
    return revocations.isPresent()
            && user.filter(known -> hasOldPassword(jwt, known)).isPresent()
            && jwt.issuedAt().filter(issued -> isAboutAsYoung(issued, user.get())).isPresent()
        ? users.byId(jwt.userId())
        : user;
  }

  private static boolean isAboutAsYoung(Instant issued, KnownUser user) {
    return !issued.isBefore(user.readAt().minus(CLOCKS_APART));
  }

  /** Whether the token's user has another password by now, if the token tells of one. */
  static boolean hasOldPassword(VerifiedJwt jwt, KnownUser user) {
    Object mark = jwt.claims().get(PASSWORD_MARK);
    // Another issuer may have the claim too, but not the key that marks are made with.
    return jwt.isOurs() && mark != null && !mark.equals(user.passwordMark());
  }
}
