package dev.portcullis.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How JWTs are signed and how long they live.
 *
 * @param keys what they are signed with
 * @param typ what the header of access tokens says
 * @param leeway how far the clocks of nodes may be apart
 * @param accessLifetime always shorter than that of refresh tokens
 * @param refreshRotate whether a refresh gives a new refresh token
 * @param refreshGrace how long the replaced refresh token still gives the same successor
 * @param sessionMax the end of a session from login on, however often it is refreshed
 * @param revocation whether access tokens end with their session and with the user's password
 * @param revocationPoll how often what other nodes have ended is read
 * @param staleLimit for how long tokens are honoured while the database is away
 * @param userCheck how often users whose tokens are in use are read again
 */
public record JwtSettings(
    JwtKeySettings keys,
    Optional<String> issuer,
    Optional<String> audience,
    Typ typ,
    Duration leeway,
    Duration accessLifetime,
    Duration refreshLifetime,
    boolean refreshRotate,
    Duration refreshGrace,
    Optional<Duration> sessionMax,
    boolean revocation,
    Duration revocationPoll,
    Duration staleLimit,
    Duration userCheck) {

  /** The {@code typ} of access tokens. */
  public enum Typ {
    /** As refresh tokens have it. */
    JWT("JWT"),
    /** RFC 9068, section 2.1. */
    AT_JWT("at+jwt");

    private final String word;

    Typ(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }
}
