package dev.portcullis.session;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import java.util.Optional;
import java.util.function.Function;

/** Tells what a token is (RFC 7662), by the same checks that stand before the application. */
public final class TokenIntrospection {
  private final Optional<StaticTokens> staticTokens;
  private final Optional<AccessTokens> accessTokens;
  private final Optional<Sessions> sessions;
  private final Identities identities;

  /** Absent tokens belong to a scheme that is switched off. */
  public TokenIntrospection(
      Optional<StaticTokens> staticTokens,
      Optional<AccessTokens> accessTokens,
      Optional<Sessions> sessions,
      Identities identities) {
    this.staticTokens = staticTokens;
    this.accessTokens = accessTokens;
    this.sessions = sessions;
    this.identities = identities;
  }

  /**
   * The token, if it is good; empty if not, whatever the reason.
   *
   * @throws AuthException with {@code UNAVAILABLE} if nobody can say at this moment
   */
  public Optional<KnownToken> find(String token) {
    if (!isJwt(token)) {
      return staticTokens.flatMap(known -> tried(known::introspect, token));
    }
    return accessTokens
        .flatMap(known -> tried(known::introspect, token))
        .or(() -> sessions.flatMap(known -> tried(this::refreshToken, token)));
  }

  private KnownToken refreshToken(String token) {
    return sessions.orElseThrow().introspect(token, identities);
  }

  /** Only a JWT has dots. */
  static boolean isJwt(String token) {
    return token.indexOf('.') >= 0;
  }

  private static Optional<KnownToken> tried(Function<String, KnownToken> check, String token) {
    try {
      return Optional.of(check.apply(token));
    } catch (AuthException e) {
      if (e.error() == AuthError.UNAVAILABLE) {
        throw e;
      }
      return Optional.empty(); // Which doubt it was is nobody's business (RFC 7662, section 2.2).
    }
  }
}
