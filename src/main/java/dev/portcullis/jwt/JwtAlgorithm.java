package dev.portcullis.jwt;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.MacAlgorithm;

/** A way to sign that a key can be made for; its name is the header's {@code alg} (RFC 7518). */
public enum JwtAlgorithm {
  HS256("HmacSHA256", 256),
  HS384("HmacSHA384", 384),
  HS512("HmacSHA512", 512);

  private final String jdkName;
  private final int minimumKeyBits;

  JwtAlgorithm(String jdkName, int minimumKeyBits) {
    this.jdkName = jdkName;
    this.minimumKeyBits = minimumKeyBits;
  }

  /** What a key must have at least (RFC 7518, section 3.2). */
  public int minimumKeyBits() {
    return minimumKeyBits;
  }

  String jdkName() {
    return jdkName;
  }

  MacAlgorithm jjwt() {
    return switch (this) {
      case HS256 -> Jwts.SIG.HS256;
      case HS384 -> Jwts.SIG.HS384;
      case HS512 -> Jwts.SIG.HS512;
    };
  }
}
