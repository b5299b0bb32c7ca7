package dev.portcullis.jwt;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.MacAlgorithm;
import io.jsonwebtoken.security.SignatureAlgorithm;
import java.util.Arrays;
import java.util.Optional;

/**
 * A way to sign that a key can be made for (RFC 7518, section 3; RFC 8037 for EdDSA).
 *
 * <p>A key has one of them for life. That of a token is only ever compared with it.
 */
public enum JwtAlgorithm {
  HS256("HS256", KeyType.OCT, 256),
  HS384("HS384", KeyType.OCT, 384),
  HS512("HS512", KeyType.OCT, 512),
  RS256("RS256", KeyType.RSA, 2048),
  RS384("RS384", KeyType.RSA, 2048),
  RS512("RS512", KeyType.RSA, 2048),
  PS256("PS256", KeyType.RSA, 2048),
  PS384("PS384", KeyType.RSA, 2048),
  PS512("PS512", KeyType.RSA, 2048),
  ES256("ES256", KeyType.EC, "P-256"),
  ES384("ES384", KeyType.EC, "P-384"),
  ES512("ES512", KeyType.EC, "P-521"),
  /** With Ed25519 alone: the JWA name stands for two curves. */
  EDDSA("EdDSA", KeyType.OKP, "Ed25519");

  /** The kinds of keys: the {@code kty} of a JWK (RFC 7518, section 6.1). */
  enum KeyType {
    OCT,
    RSA,
    EC,
    OKP
  }

  private final String alg;
  private final KeyType keyType;
  private final int minimumKeyBits;
  private final String curve;

  JwtAlgorithm(String alg, KeyType keyType, int minimumKeyBits) {
    this.alg = alg;
    this.keyType = keyType;
    this.minimumKeyBits = minimumKeyBits;
    this.curve = "";
  }

  JwtAlgorithm(String alg, KeyType keyType, String curve) {
    this.alg = alg;
    this.keyType = keyType;
    this.minimumKeyBits = 0;
    this.curve = curve;
  }

  /** The algorithm of this name, as a header has it; case counts. */
  public static Optional<JwtAlgorithm> named(String alg) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.alg.equals(alg)).findFirst();
  }

  /** The name in a token's header: {@code alg}. */
  public String alg() {
    return alg;
  }

  /** Whether who verifies could sign as well, so that the key must never be published. */
  public boolean isSymmetric() {
    return keyType == KeyType.OCT;
  }

  /**
   * What a key must have at least (RFC 7518, sections 3.2, 3.3 and 3.5); 0 where the curve says it.
   */
  public int minimumKeyBits() {
    return minimumKeyBits;
  }

  KeyType keyType() {
    return keyType;
  }

  /** The one curve that fits, as a JWK names it; empty where there is none. */
  String curve() {
    return curve;
  }

  /** The HMAC as the JDK names it. */
  String jdkName() {
    return "HmacSHA" + minimumKeyBits;
  }

  MacAlgorithm mac() {
    return switch (this) {
      case HS256 -> Jwts.SIG.HS256;
      case HS384 -> Jwts.SIG.HS384;
      case HS512 -> Jwts.SIG.HS512;
      default -> throw new IllegalStateException(alg + " is no HMAC");
    };
  }

  SignatureAlgorithm signature() {
    return switch (this) {
      case RS256 -> Jwts.SIG.RS256;
      case RS384 -> Jwts.SIG.RS384;
      case RS512 -> Jwts.SIG.RS512;
      case PS256 -> Jwts.SIG.PS256;
      case PS384 -> Jwts.SIG.PS384;
      case PS512 -> Jwts.SIG.PS512;
      case ES256 -> Jwts.SIG.ES256;
      case ES384 -> Jwts.SIG.ES384;
      case ES512 -> Jwts.SIG.ES512;
      case EDDSA -> Jwts.SIG.EdDSA;
      case HS256, HS384, HS512 -> throw new IllegalStateException(alg + " is an HMAC");
    };
  }

  @Override
  public String toString() {
    return alg;
  }
}
