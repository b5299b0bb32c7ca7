package dev.portcullis.jwt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The input is a token; or the header and the payload of one on a line each, which is then rightly
 * signed, so that the claims are tried and not the luck with a digest.
 */
class JwtVerifierFuzzTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final byte[] SECRET = "0123456789abcdef".repeat(4).getBytes(US_ASCII);
  private static final String ED25519 =
      "{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
          + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}"; // RFC 8037, appendix A.

  private static final JwtVerifier VERIFIER =
      new JwtVerifier(
          new KeyRing(
              JwtKey.hmac(JwtAlgorithm.HS256, SECRET),
              List.of(TestKeys.read(ED25519, JwtAlgorithm.EDDSA))),
          new JwtPolicy(Optional.empty(), Optional.of("us"), Duration.ZERO),
          InstantSource.fixed(NOW));

  @FuzzTest
  void onlyWhatIsSignedAndInItsTimeIsVerified(byte[] input) {
    String text = new String(input, ISO_8859_1);
    int line = text.indexOf('\n');
    String compact =
        line < 0
            ? text
            : ForgedJwt.of(
                text.substring(0, line).getBytes(ISO_8859_1),
                text.substring(line + 1).getBytes(ISO_8859_1),
                "HmacSHA256",
                SECRET);
    VerifiedJwt token;
    try {
      token = VERIFIER.verify(compact);
    } catch (AuthException e) {
      assertThat(e.error()).isIn(AuthError.TOKEN_INVALID, AuthError.TOKEN_EXPIRED);
      return;
    }

    // No key of Ed25519 signs here: whatever is good has our HMAC, in the one spelling of it.
    String signed = compact.substring(0, compact.lastIndexOf('.'));
    assertThat(compact).isEqualTo(ForgedJwt.signed(signed, "HmacSHA256", SECRET));
    Map<String, Object> header = part(compact, 0);
    assertThat(header.get("alg")).isEqualTo("HS256");
    assertThat(Set.of("crit", "zip", "jwk", "jku", "x5u", "x5c", "b64", "enc"))
        .noneMatch(header::containsKey);
    Map<String, Object> claims = part(compact, 1);
    assertThat(NOW.getEpochSecond()).isLessThan((Long) claims.get("exp"));
    assertThat((Long) claims.getOrDefault("nbf", 0L)).isLessThanOrEqualTo(NOW.getEpochSecond());
    assertThat((Long) claims.getOrDefault("iat", 0L)).isLessThanOrEqualTo(NOW.getEpochSecond());
    assertThat(claims.get("aud")).satisfiesAnyOf(this::isUs, this::hasUs);
    assertThat(token.jti()).isEqualTo(claims.get("jti")).isNotEmpty();
    assertThat(token.userId()).isEqualTo(String.valueOf(claims.get("user_id"))).isNotEmpty();
    assertThat(token.type()).isEqualTo(claims.get("token_type"));
  }

  private void isUs(Object audience) {
    assertThat(audience).isEqualTo("us");
  }

  private void hasUs(Object audience) {
    assertThat((List<?>) audience).anyMatch("us"::equals);
  }

  private static Map<String, Object> part(String compact, int index) {
    return Json.readObject(Base64.getUrlDecoder().decode(compact.split("\\.", -1)[index]));
  }
}
