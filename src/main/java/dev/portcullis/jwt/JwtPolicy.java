package dev.portcullis.jwt;

import java.time.Duration;
import java.util.Optional;

/**
 * What every token of this server says, and how far clocks may differ.
 *
 * @param issuer the {@code iss} that is signed and then required; empty asks for none and accepts
 *     any
 * @param audience the {@code aud} that is signed and then required; empty refuses a token that has
 *     one, since it is meant for somebody else (RFC 7519, section 4.1.3)
 * @param leeway how long after {@code exp} and before {@code iat} and {@code nbf} a token is still
 *     good
 * @param typedAccess whether access tokens, and no others, have the {@code typ} of RFC 9068
 */
public record JwtPolicy(
    Optional<String> issuer, Optional<String> audience, Duration leeway, boolean typedAccess) {

  /** Access tokens with the plain {@code typ}. */
  public JwtPolicy(Optional<String> issuer, Optional<String> audience, Duration leeway) {
    this(issuer, audience, leeway, false);
  }

  public JwtPolicy {
    if (leeway.isNegative()) {
      throw new IllegalArgumentException("leeway = " + leeway + ": want none or more");
    }
  }
}
