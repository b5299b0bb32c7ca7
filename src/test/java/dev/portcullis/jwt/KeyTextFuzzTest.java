package dev.portcullis.jwt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The input is a file of keys: PEM, a JWK or a JWK set. */
class KeyTextFuzzTest {
  /** Shorter words of the input are also words of the messages. */
  private static final int TELLING = 16;

  @FuzzTest
  @DictionaryEntries({"\"kty\":\"OKP\"", "\"kty\":\"oct\"", "\"kty\":\"RSA\"", "\"kty\":\"EC\""})
  void keyThatIsReadIsTheSameInItsJwkAndNoMessageTellsOfIt(byte[] text) {
    for (JwtKey key : read(text)) {
      assertThat(key.toString()).endsWith("****]");
      key.publicJwk().ifPresent(jwk -> assertSame(key, jwk));
    }
    for (JwtKey key : readPublic(text)) {
      assertThat(key.canSign()).isFalse();
      assertThat(key.algorithm().isSymmetric()).isFalse();
    }
  }

  private static void assertSame(JwtKey key, Map<String, Object> jwk) {
    JwtKey again = KeyText.read(Json.write(jwk), Optional.empty()).get(0);

    assertThat(again.canSign()).isFalse();
    assertThat(again.isSameKey(key)).isTrue();
    assertThat(again.kid()).isEqualTo(key.kid());
    assertThat(again.algorithm()).isEqualTo(key.algorithm());
    assertThat(jwk).doesNotContainKeys("d", "p", "q", "dp", "dq", "qi", "k");
  }

  private static List<JwtKey> read(byte[] text) {
    try {
      List<JwtKey> keys = KeyText.read(text, Optional.empty());
      assertThat(keys).isNotEmpty();
      return keys;
    } catch (IllegalArgumentException e) {
      assertTellsNothing(text, e);
      return List.of();
    }
  }

  private static List<JwtKey> readPublic(byte[] text) {
    try {
      return KeyText.readPublic(text).keys();
    } catch (IllegalArgumentException e) {
      assertTellsNothing(text, e);
      return List.of();
    }
  }

  private static void assertTellsNothing(byte[] text, IllegalArgumentException e) {
    String message = String.valueOf(e.getMessage());
    for (String word : new String(text, ISO_8859_1).split("[^A-Za-z0-9+/_=-]+", -1)) {
      if (word.length() >= TELLING) {
        assertThat(message).doesNotContain(word);
      }
    }
    assertThat(e.getCause()).isNull();
  }
}
