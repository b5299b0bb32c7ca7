package dev.portcullis.session;

import dev.portcullis.Identity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A token that is good at this moment, and what it says.
 *
 * @param kind what it is good for
 * @param owner whose it is
 * @param issuedAt when it was issued
 * @param expiresAt the first moment at which it is no longer good; empty: it stays until logout
 * @param claims what it says as a JWT; nothing for a static token
 */
public record KnownToken(
    Kind kind,
    Identity owner,
    Optional<Instant> issuedAt,
    Optional<Instant> expiresAt,
    Map<String, Object> claims) {

  /** What tokens are good for. */
  public enum Kind {
    ACCESS,
    REFRESH,
    STATIC
  }

  public KnownToken {
    claims = Map.copyOf(claims);
  }

  /** The kind alone. */
  @Override
  public String toString() {
    return "KnownToken[" + kind + " ****]";
  }
}
