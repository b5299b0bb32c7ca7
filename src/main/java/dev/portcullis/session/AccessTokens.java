package dev.portcullis.session;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Identity;
import dev.portcullis.Scheme;
import dev.portcullis.jwt.JwtVerifier;
import dev.portcullis.jwt.TokenType;
import dev.portcullis.jwt.VerifiedJwt;
import java.util.Optional;

/** Proves identities by JWT access tokens (RFC 6750, RFC 7519). */
public final class AccessTokens {
  /** The claim that simplejwt uses for the same purpose. */
  static final String PASSWORD_MARK = "hash_password";

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
    VerifiedJwt jwt = verifier.verify(token);
    jwt.requireType(TokenType.ACCESS);
    if (revocations.filter(known -> known.isRevoked(jwt)).isPresent()) {
      throw new AuthException(AuthError.TOKEN_REVOKED);
    }
    KnownUser user = userOf(jwt);
    if (!users.isOpen(user)) {
      throw new AuthException(AuthError.USER_INACTIVE);
    }
    if (revocations.isPresent() && hasOldPassword(jwt, user)) {
      throw new AuthException(AuthError.PASSWORD_CHANGED);
    }
    return identities.of(user.row(), Scheme.BEARER, jwt.sessionId(), jwt.claims());
  }

  private KnownUser userOf(VerifiedJwt jwt) {
    return users
        .recentById(jwt.userId())
        // What is remembered may be older than the token of somebody who has just signed in with
        // a new password, here or on another node: no reason to refuse before having looked.
        .flatMap(
            user ->
                revocations.isPresent() && hasOldPassword(jwt, user)
                    ? users.byId(jwt.userId())
                    : Optional.of(user))
        .orElseThrow(() -> new AuthException(AuthError.USER_NOT_FOUND));
  }

  /** Whether the token's user has another password by now, if the token tells of one. */
  static boolean hasOldPassword(VerifiedJwt jwt, KnownUser user) {
    Object mark = jwt.claims().get(PASSWORD_MARK);
    // Another issuer may have the claim too, but not the key that marks are made with.
    return jwt.isOurs() && mark != null && !mark.equals(user.passwordMark());
  }
}
