package dev.portcullis.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A refresh token that simplejwt's app {@code token_blacklist} keeps, as it lists all it gives out.
 *
 * @param jti the token's own id
 * @param text the token itself, which Django keeps in clear
 * @param userId whose it is; empty where simplejwt blacklisted a token that it had not listed
 * @param createdAt when it was issued, if that is known
 * @param expiresAt when it ends
 */
public record OutstandingToken(
    String jti,
    String text,
    Optional<String> userId,
    Optional<Instant> createdAt,
    Instant expiresAt) {

  /** Everything but the token. */
  @Override
  public String toString() {
    return "OutstandingToken[jti=%s, text=****, userId=%s, expiresAt=%s]"
        .formatted(jti, userId.orElse(""), expiresAt);
  }
}
