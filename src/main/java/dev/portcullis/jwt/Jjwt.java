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
