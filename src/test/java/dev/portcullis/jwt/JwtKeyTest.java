package dev.portcullis.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JwtKeyTest {
  private static final byte[] SECRET = "0123456789abcdef".repeat(4).getBytes(US_ASCII);

  @ParameterizedTest(name = "{0} wants {1} bits")
  @CsvSource({"HS256, 256", "HS384, 384", "HS512, 512"})
  void aSecretOneByteTooShortIsRefused(JwtAlgorithm algorithm, int bits) {
    JwtKey shortest = JwtKey.hmac(algorithm, new byte[bits / 8]);

    assertThat(shortest.algorithm()).isEqualTo(algorithm);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JwtKey.hmac(algorithm, new byte[bits / 8 - 1]))
        .withMessage("secret of " + (bits - 8) + " bits: " + algorithm + " wants at least " + bits);
  }

  @Test
  void anEmptySecretIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JwtKey.hmac(JwtAlgorithm.HS256, new byte[0]))
        .withMessage("secret of 0 bits: HS256 wants at least 256");
  }

  @Test
  void theNameComesFromTheSecretAlone() {
    String kid = JwtKey.hmac(JwtAlgorithm.HS256, SECRET).kid();

    // python3: urlsafe_b64encode(hmac.digest(secret, b"portcullis kid", "sha256"))[:16]
    assertThat(kid).isEqualTo("GFm65URzxELzOyJ8");
    assertThat(JwtKey.hmac(JwtAlgorithm.HS512, SECRET).kid()).isEqualTo(kid);
    assertThat(JwtKey.hmac(JwtAlgorithm.HS256, new byte[32]).kid()).isNotEqualTo(kid);
  }

  @Test
  void theTextOfAKeyHidesItsSecret() {
    JwtKey key = JwtKey.hmac(JwtAlgorithm.HS256, SECRET);

    assertThat(key).hasToString("JwtKey[HS256 " + key.kid() + " ****]");
  }

  @Test
  void jjwtAloneRefusesAnotherAlgorithmOfTheSameSecret() {
    JwtKey key = JwtKey.hmac(JwtAlgorithm.HS512, SECRET);
    JwtParser parser = key.narrow(Jwts.parser().json(new JjwtJsonReader())).build();
    String good = ForgedJwt.of("{\"alg\":\"HS512\"}", "{\"a\":1}", "HmacSHA512", SECRET);
    String other = ForgedJwt.of("{\"alg\":\"HS384\"}", "{\"a\":1}", "HmacSHA384", SECRET);

    assertThat(parser.parseSignedClaims(good).getPayload()).containsKey("a");
    assertThatThrownBy(() -> parser.parseSignedClaims(other)).isInstanceOf(JwtException.class);
  }

  @Test
  void aRingFindsItsKeysByName() {
    JwtKey signing = JwtKey.hmac(JwtAlgorithm.HS256, SECRET);
    JwtKey older = JwtKey.hmac(JwtAlgorithm.HS512, new byte[64]);
    KeyRing ring = new KeyRing(signing, List.of(older));

    assertThat(ring.signing()).isSameAs(signing);
    assertThat(ring.all()).containsExactly(signing, older);
    assertThat(ring.find(older.kid())).containsSame(older);
    assertThat(ring.find("")).isEmpty();
  }

  @Test
  void aRingRefusesOneSecretForTwoKeys() {
    JwtKey signing = JwtKey.hmac(JwtAlgorithm.HS256, SECRET);
    JwtKey same = JwtKey.hmac(JwtAlgorithm.HS512, SECRET);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeyRing(signing, List.of(same)))
        .withMessage("Two keys with the same secret: JwtKey[HS512 " + same.kid() + " ****]");
  }
}
