package dev.portcullis.jwt;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
  private static final String ACCESS = TokenType.ACCESS.word();
  private static final List<String> OF_OTHER_TOKENS =
      List.of("nonce", "at_hash", "c_hash", "events");

  private final boolean ours;
  private final String type;
  private final String jti;
  private final String userId;
  private final Optional<String> sessionId;
  private final Optional<Instant> issuedAt;
  private final Instant expiresAt;
  private final Map<String, Object> claims;

  private VerifiedJwt(
      Map<String, @Nullable Object> payload,
      boolean ours,
      String type,
      String userId,
      Optional<String> sessionId) {
    ClaimReader reader = new ClaimReader(payload);
    this.ours = ours;
    this.type = type;
    this.jti = reader.id("jti");
    this.userId = userId;
    this.sessionId = sessionId;
    this.issuedAt = reader.optionalTime("iat");
    this.expiresAt = reader.time("exp");
    Map<String, Object> present = new LinkedHashMap<>(payload);
    present.values().removeIf(Objects::isNull);
    this.claims = Collections.unmodifiableMap(present);
  }

  /** Throws {@code IllegalArgumentException} if a claim is missing or of a wrong type. */
  static VerifiedJwt ofOurs(Map<String, @Nullable Object> payload) {
    ClaimReader reader = new ClaimReader(payload);
    return new VerifiedJwt(
        payload,
        true,
        reader.text("token_type"),
        reader.idOrNumber("user_id"),
        reader.optionalText("sid"));
  }

  /**
   * An access token of another issuer, as RFC 9068 (section 2.2) has it: {@code exp} and {@code
   * jti} are wanted, and the user is {@code sub}; {@code user_id} where there is no {@code sub}, as
   * another Portcullis writes it. Where there are both they must be the same. A {@code sid} is
   * another's session and none of ours, and a {@code token_type} must be {@code access}.
   *
   * <p>What an OpenID provider signs with the same key and for the same audience is no access
   * token: ID tokens (OpenID Connect Core, sections 2 and 3.3.2.11) and logout tokens (Back-Channel
   * Logout, section 2.4) are told by claims that are theirs alone.
   */
  static VerifiedJwt ofOther(Map<String, @Nullable Object> payload) {
    ClaimReader reader = new ClaimReader(payload);
    String userId = reader.idOrNumber(reader.has("sub") ? "sub" : "user_id");
    if ((reader.has("user_id") && !reader.idOrNumber("user_id").equals(userId))
        || !reader.optionalText("token_type").orElse(ACCESS).equals(ACCESS)
        || OF_OTHER_TOKENS.stream().anyMatch(reader::has)) {
      throw new IllegalArgumentException("Two users, or no access token");
    }
    return new VerifiedJwt(payload, false, ACCESS, userId, Optional.empty());
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

  /** Whether it was signed with a key of ours, and not with one of another issuer. */
  public boolean isOurs() {
    return ours;
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
