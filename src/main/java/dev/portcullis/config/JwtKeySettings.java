package dev.portcullis.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where the keys for JWTs come from; with neither secret nor files they are made and kept in the
 * database.
 *
 * @param algorithm absent: what the first private key of the files, or the newest key in the
 *     database, is for; HS256 where there is none
 * @param secret the one signing key, long enough for the algorithm
 * @param files PEM or JWK set files; the first private key signs, all verify
 * @param rotation how long after the last key in the database a new one is made; absent: never
 * @param trustedIssuers others whose access tokens are good here
 */
public record JwtKeySettings(
    Optional<Algorithm> algorithm,
    Optional<Secret> secret,
    List<String> files,
    Optional<Duration> rotation,
    List<TrustedIssuer> trustedIssuers) {

  public JwtKeySettings {
    files = List.copyOf(files);
    trustedIssuers = List.copyOf(trustedIssuers);
  }

  /** The algorithms of RFC 7518 (section 3) and RFC 8037. */
  public enum Algorithm {
    HS256(32),
    HS384(48),
    HS512(64),
    RS256(0),
    RS384(0),
    RS512(0),
    PS256(0),
    PS384(0),
    PS512(0),
    ES256(0),
    ES384(0),
    ES512(0),
    EDDSA(0);

    private final int minKeyBytes;

    Algorithm(int minKeyBytes) {
      this.minKeyBytes = minKeyBytes;
    }

    /** The name in a token's header. */
    public String word() {
      return this == EDDSA ? "EdDSA" : name();
    }

    /** For an HMAC the size of its hash, since a shorter key is forbidden; else 0. */
    public int minKeyBytes() {
      return minKeyBytes;
    }

    /** Whether its key is a secret that both sides know. */
    public boolean isSymmetric() {
      return minKeyBytes > 0;
    }
  }
}
