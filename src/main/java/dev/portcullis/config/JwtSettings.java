package dev.portcullis.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How JWTs are signed and how long they live.
 *
 * @param secret the signing key, long enough for the algorithm; absent: one is made and kept in the
 *     database
 * @param leeway how far the clocks of nodes may be apart
 * @param accessLifetime always shorter than that of refresh tokens
 * @param refreshRotate whether a refresh gives a new refresh token
 * @param refreshGrace how long the replaced refresh token still gives the same successor
 * @param sessionMax the end of a session from login on, however often it is refreshed
 * @param revocation whether access tokens end with their session and with the user's password
 * @param revocationPoll how often what other nodes have ended is read
 * @param staleLimit for how long tokens are honoured while the database is away
 * @param userCheck how often users whose tokens are in use are read again
 * @param claims the columns, or the queries' labels, that go into access tokens, by their claims
 */
public record JwtSettings(
    Algorithm algorithm,
    Optional<Secret> secret,
    Optional<String> issuer,
    Optional<String> audience,
    Duration leeway,
    Duration accessLifetime,
    Duration refreshLifetime,
    boolean refreshRotate,
    Duration refreshGrace,
    Optional<Duration> sessionMax,
    boolean revocation,
    Duration revocationPoll,
    Duration staleLimit,
    Duration userCheck,
    Map<String, String> claims) {

  /** The HMAC algorithms (RFC 7518, section 3.2). */
  public enum Algorithm {
    HS256(32),
    HS384(48),
    HS512(64);

    private final int minKeyBytes;

    Algorithm(int minKeyBytes) {
      this.minKeyBytes = minKeyBytes;
    }

    /** The size of the hash: a shorter key is forbidden. */
    public int minKeyBytes() {
      return minKeyBytes;
    }
  }
}
