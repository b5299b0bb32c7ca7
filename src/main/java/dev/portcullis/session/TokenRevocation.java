package dev.portcullis.session;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import java.util.Optional;

/**
 * Ends tokens for whoever has them (RFC 7009): a static token alone, a JWT of either type with its
 * session and all that belongs to that.
 */
public final class TokenRevocation {
  private final Optional<StaticTokens> staticTokens;
  private final Optional<Sessions> sessions;

  /** Absent tokens or sessions belong to a scheme that is switched off. */
  public TokenRevocation(Optional<StaticTokens> staticTokens, Optional<Sessions> sessions) {
    this.staticTokens = staticTokens;
    this.sessions = sessions;
  }

  /**
   * Ends what the token stands for.
   *
   * @throws AuthException if it is no good, so that there is nothing to end
   */
  public void revoke(String token) {
    if (TokenIntrospection.isJwt(token)) {
      sessions.ifPresent(known -> known.endOf(token));
    } else {
      staticTokens.ifPresent(tokens -> end(tokens, token));
    }
  }

  private static void end(StaticTokens tokens, String token) {
    if (!tokens.end(token)) {
      throw new AuthException(AuthError.STATIC_TOKEN_INVALID);
    }
  }
}
