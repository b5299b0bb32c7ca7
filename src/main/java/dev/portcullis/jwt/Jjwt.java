package dev.portcullis.jwt;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.DynamicJwkBuilder;
import io.jsonwebtoken.security.Jwks;
import java.util.Date;
import javax.crypto.spec.SecretKeySpec;

/**
 * The door to jjwt. Its classes, some three hundred, refer to each other in their static parts:
 * whoever comes first loads them all, while others wait here and not for each other.
 */
final class Jjwt {
  private static final String PROOF_OF_IMPLEMENTATION = "io.jsonwebtoken.impl.DefaultJwtBuilder";

  static {
    JwtBuilder builder = Jwts.builder();
    JwtParserBuilder parser = Jwts.parser();
    SecretKeySpec zeros = new SecretKeySpec(new byte[32], "HmacSHA256");
    String token =
        builder
            .json(new JjwtJsonWriter())
            .content(new byte[] {'{', '}'})
            .signWith(zeros, Jwts.SIG.HS256)
            .compact();
    parser.json(new JjwtJsonReader()).clock(Jjwt::epoch).verifyWith(zeros).build().parse(token);
  }

  private Jjwt() {}

  /** Loads all of it, unless somebody has. */
  static void load() {
    // The static part does.
  }

  /**
   * Says whether it is whole, and loads nothing of it.
   *
   * @throws IllegalStateException if only its interfaces are there
   */
  static void requirePresent() {
    try {
      Class.forName(PROOF_OF_IMPLEMENTATION, false, Jjwt.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("jjwt-impl is missing beside jjwt-api", e);
    }
  }

  static JwtBuilder builder() {
    return Jwts.builder();
  }

  static JwtParserBuilder parser() {
    return Jwts.parser();
  }

  static DynamicJwkBuilder<?, ?> jwk() {
    return Jwks.builder();
  }

  @SuppressWarnings("JavaUtilDate") // jjwt's clock has it.
  private static Date epoch() {
    return new Date(0);
  }
}
