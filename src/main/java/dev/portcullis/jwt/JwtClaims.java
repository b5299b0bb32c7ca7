package dev.portcullis.jwt;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a token is to say.
 *
 * @param jti the token's own id, 1 to 255 characters
 * @param userId a {@code Long}, or a {@code String} of 1 to 255 characters
 * @param sessionId the login session it belongs to: {@code sid}
 * @param issuedAt cut to whole seconds
 * @param expiresAt the first moment at which the token is no longer good; cut to whole seconds
 * @param further claims beyond these, written in this order; they replace none of ours
 */
public record JwtClaims(
    TokenType type,
    String jti,
    Object userId,
    String sessionId,
    Instant issuedAt,
    Instant expiresAt,
    Map<String, Object> further) {

  /** Claims without further ones. */
  public JwtClaims(
      TokenType type,
      String jti,
      Object userId,
      String sessionId,
      Instant issuedAt,
      Instant expiresAt) {
    this(type, jti, userId, sessionId, issuedAt, expiresAt, Map.of());
  }

  public JwtClaims {
    if (!ClaimReader.isId(jti)) {
      throw new IllegalArgumentException("jti of " + jti.length() + " characters: want 1 to 255");
    }
    if (!(userId instanceof Long || ClaimReader.isId(userId))) {
      throw new IllegalArgumentException(
          "userId = " + userId + ": want a Long or a String of 1 to 255 characters");
    }
    issuedAt = issuedAt.truncatedTo(ChronoUnit.SECONDS);
    expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
    further = Collections.unmodifiableMap(new LinkedHashMap<>(further));
  }
}
