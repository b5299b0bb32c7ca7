package dev.portcullis.jwt;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token whose signature and claims were good when it was verified: only {@link JwtVerifier} makes
 * one, so holding one is the proof.
 *
 * <p>Not proved: its type, until {@link #requireType}; and that it has not been revoked since.
 */
public final class VerifiedJwt {
  private final String type;
  private final String jti;
  private final String userId;
  private final Optional<String> sessionId;
  private final Optional<Instant> issuedAt;
  private final Instant expiresAt;
  private final Map<String, Object> claims;

  /** Throws {@code IllegalArgumentException} if a claim is missing or of a wrong type. */
  VerifiedJwt(Map<String, @Nullable Object> payload) {
    ClaimReader reader = new ClaimReader(payload);
    this.type = reader.text("token_type");
    this.jti = reader.id("jti");
    this.userId = reader.idOrNumber("user_id");
    this.sessionId = reader.optionalText("sid");
    this.issuedAt = reader.optionalTime("iat");
    this.expiresAt = reader.time("exp");
    Map<String, Object> present = new LinkedHashMap<>(payload);
    present.values().removeIf(Objects::isNull);
    this.claims = Collections.unmodifiableMap(present);
  }

  /**
   * Goes on only if the token is for this use.
   *
   * @throws AuthException {@code TOKEN_WRONG_TYPE} if it is for another
   */
  public void requireType(TokenType required) {
    if (!type.equals(required.word())) {
      throw new AuthException(AuthError.TOKEN_WRONG_TYPE);
    }
  }

  /** The claim {@code token_type}, which may be a word that {@link TokenType} does not know. */
  public String type() {
    return type;
  }

  /** The token's own id. */
  public String jti() {
    return jti;
  }

  /** The claim {@code user_id} as text, whether it came as a number or as a string. */
  public String userId() {
    return userId;
  }

  /** The login session ({@code sid}); empty for tokens of other issuers on the same key. */
  public Optional<String> sessionId() {
    return sessionId;
  }

  /** When it was issued, if it says so. */
  public Optional<Instant> issuedAt() {
    return issuedAt;
  }

  /** The first moment at which it is no longer good, leeway not counted. */
  public Instant expiresAt() {
    return expiresAt;
  }

  /** Every claim that is not null, in the order of the token. */
  public Map<String, Object> claims() {
    return claims;
  }

  /** Type and expiry; a token and what it says of a user are never written anywhere. */
  @Override
  public String toString() {
    return "VerifiedJwt[" + type + " until " + expiresAt + " ****]";
  }
}
