package dev.portcullis;

import java.util.Locale;
import java.util.Optional;

/** An HTTP authentication scheme that Portcullis speaks (RFC 9110, section 11.1). */
public enum Scheme {
  /** A static token kept in the database, as Django REST Framework's TokenAuthentication has it. */
  TOKEN("Token", "Token"),
  /** A JWT access token (RFC 6750), as djangorestframework-simplejwt issues them. */
  BEARER("Bearer", "Bearer realm=\"api\"");

  private final String keyword;
  private final String challenge;

  Scheme(String keyword, String challenge) {
    this.keyword = keyword;
    this.challenge = challenge;
  }

  /**
   * The word before the token in {@code Authorization}; also what {@code getAuthType()} answers.
   */
  public String keyword() {
    return keyword;
  }

  /** The value of {@code WWW-Authenticate} in a 401 (RFC 9110, section 11.6.1). */
  public String challenge() {
    return challenge;
  }

  /** The scheme with this keyword, in any letter case (RFC 9110, section 11.1). */
  public static Optional<Scheme> of(String keyword) {
    // ROOT: in a Turkish locale "BEARER" and "bearer" would fold differently elsewhere.
    return switch (keyword.toLowerCase(Locale.ROOT)) {
      case "token" -> Optional.of(TOKEN);
      case "bearer" -> Optional.of(BEARER);
      default -> Optional.empty();
    };
  }
}
