package dev.portcullis.session;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Identity;
import dev.portcullis.Scheme;
import dev.portcullis.jwt.JwtVerifier;
import dev.portcullis.jwt.TokenType;
import dev.portcullis.jwt.VerifiedJwt;
import dev.portcullis.store.UserRow;

/** Proves identities by JWT access tokens (RFC 6750, RFC 7519). */
public final class AccessTokens {
  private final JwtVerifier verifier;
  private final Users users;
  private final Identities identities;

  /** Access tokens checked by {@code verifier}; their users' state is at most a moment old. */
  public AccessTokens(JwtVerifier verifier, Users users, Identities identities) {
    this.verifier = verifier;
    this.users = users;
    this.identities = identities;
  }

  /**
   * Who has this token.
   *
   * @throws AuthException if the token is not good, is no access token, or its user is gone or
   *     inactive
   */
  Identity authenticate(String token) {
    VerifiedJwt jwt = verifier.verify(token);
    jwt.requireType(TokenType.ACCESS);
    UserRow user =
        users
            .recentById(jwt.userId())
            .orElseThrow(() -> new AuthException(AuthError.USER_NOT_FOUND));
    if (!users.isOpen(user)) {
      throw new AuthException(AuthError.USER_INACTIVE);
    }
    return identities.of(user, Scheme.BEARER, jwt.sessionId(), jwt.claims());
  }
}
