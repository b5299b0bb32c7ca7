package dev.portcullis.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JwtSignerTest {
  private static final byte[] SECRET = "0123456789abcdef".repeat(4).getBytes(US_ASCII);
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00.999Z");
  private static final JwtClaims CLAIMS =
      new JwtClaims(TokenType.ACCESS, "j1", 42L, "s1", NOW, NOW.plus(Duration.ofMinutes(5)));

  @ParameterizedTest
  @EnumSource(names = {"HS256", "HS384", "HS512"})
  void theTokenIsWrittenByteForByteAsByHand(JwtAlgorithm algorithm) {
    JwtKey key = JwtKey.hmac(algorithm, SECRET);
    JwtPolicy policy = new JwtPolicy(Optional.of("us"), Optional.of("them"), Duration.ZERO);

    String token = new JwtSigner(new KeyRing(key, List.of()), policy).sign(CLAIMS);

    String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"" + key.kid() + "\"}";
    String payload =
        "{\"token_type\":\"access\",\"exp\":1893456300,\"iat\":1893456000,\"jti\":\"j1\","
            + "\"user_id\":42,\"sid\":\"s1\",\"iss\":\"us\",\"aud\":\"them\"}";
    String mac = "HmacSHA" + algorithm.minimumKeyBits();
    assertThat(token).isEqualTo(ForgedJwt.of(header, payload, mac, SECRET));
  }

  @Test
  void issuerAndAudienceAreLeftOutUnlessConfigured() {
    assertThat(payload(signer().sign(CLAIMS)))
        .isEqualTo(
            "{\"token_type\":\"access\",\"exp\":1893456300,\"iat\":1893456000,\"jti\":\"j1\","
                + "\"user_id\":42,\"sid\":\"s1\"}");
  }

  @Test
  void userIdsThatAreTextStayText() {
    JwtClaims claims = new JwtClaims(TokenType.REFRESH, "j2", "00é<", "s1", NOW, NOW);

    assertThat(payload(signer().sign(claims)))
        .isEqualTo(
            "{\"token_type\":\"refresh\",\"exp\":1893456000,\"iat\":1893456000,\"jti\":\"j2\","
                + "\"user_id\":\"00é\\u003C\",\"sid\":\"s1\"}");
  }

  @Test
  void theSameClaimsGiveTheSameToken() {
    assertThat(signer().sign(CLAIMS)).isEqualTo(signer().sign(CLAIMS));
  }

  @Test
  void claimsThatNoVerifierWouldTakeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JwtClaims(TokenType.ACCESS, "", 1L, "s", NOW, NOW))
        .withMessage("jti of 0 characters: want 1 to 255");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JwtClaims(TokenType.ACCESS, "j".repeat(256), 1L, "s", NOW, NOW))
        .withMessage("jti of 256 characters: want 1 to 255");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JwtClaims(TokenType.ACCESS, "j", 1, "s", NOW, NOW))
        .withMessage("userId = 1: want a Long or a String of 1 to 255 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JwtClaims(TokenType.ACCESS, "j", "", "s", NOW, NOW));
  }

  @Test
  void aNegativeLeewayIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JwtPolicy(Optional.empty(), Optional.empty(), Duration.ofSeconds(-1)))
        .withMessage("leeway = PT-1S: want none or more");
  }

  private static JwtSigner signer() {
    KeyRing ring = new KeyRing(JwtKey.hmac(JwtAlgorithm.HS256, SECRET), List.of());
    return new JwtSigner(ring, new JwtPolicy(Optional.empty(), Optional.empty(), Duration.ZERO));
  }

  private static String payload(String token) {
    String middle = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
    return new String(Base64.getUrlDecoder().decode(middle), UTF_8);
  }
}
