package dev.portcullis.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.portcullis.AuthException;
import dev.portcullis.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The vectors of Project Wycheproof for signatures and keys.
 *
 * <p>Their payloads are words such as "foo" and no claims, so that the whole verifier refuses every
 * one of them, good or bad; that is asserted too. Whether the signature counts is asked one step
 * earlier, of the code that the verifier runs: the keys are read as those of a {@code jwt-keys}
 * file, the token's form is judged, the key is chosen by {@code kid}, and jjwt verifies with it.
 */
class WycheproofTest {

  /** Good to Wycheproof, refused here, and why. */
  private static final Map<Integer, String> REFUSED_ON_PURPOSE =
      Map.ofEntries(
          Map.entry(259, "empty payload: no claims object is empty"),
          Map.entry(264, "empty payload"),
          Map.entry(268, "empty payload"),
          Map.entry(272, "empty payload"),
          Map.entry(320, "empty payload"),
          Map.entry(325, "empty payload"),
          Map.entry(346, "a PS256 key with a PS384 token: the key says the algorithm"),
          Map.entry(350, "a PS256 key with a PS384 token"),
          Map.entry(347, "the JWK's alg is ES521, which does not exist"),
          Map.entry(351, "the JWK's alg is ES521"),
          Map.entry(372, "a question mark in base64url"),
          Map.entry(373, "a question mark in base64url"));

  /**
   * Bad to Wycheproof for their padding, which the file has lost: they are the token of 357, which
   * is good.
   */
  private static final List<Integer> GOOD_AFTER_ALL = List.of(367, 370);

  private static final List<Integer> CONTRADICTING = List.of(346, 347, 350, 351);

  record Vector(int id, String comment, Map<?, ?> key, String jws, boolean valid) {
    @Override
    public String toString() {
      return id + " " + comment;
    }
  }

  static Stream<Vector> vectors() throws IOException {
    return Stream.concat(
        vectorsOf("json_web_signature_test.json").stream(),
        vectorsOf("json_web_key_test.json").stream().map(WycheproofTest::ofKeys));
  }

  /** Both files count from 1. */
  private static Vector ofKeys(Vector vector) {
    return new Vector(
        1000 + vector.id(), vector.comment(), vector.key(), vector.jws(), vector.valid());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void vectorIsTakenOrRefusedAsWycheproofSays(Vector vector) {
    boolean expected =
        (vector.valid() && !REFUSED_ON_PURPOSE.containsKey(vector.id()))
            || GOOD_AFTER_ALL.contains(vector.id());

    assertThat(isSigned(vector.key(), vector.jws())).isEqualTo(expected);
    assertThat(isGoodToken(vector.key(), vector.jws())).isFalse();
  }

  @Test
  void twoBadVectorsAreAGoodOne() throws IOException {
    List<String> tokens =
        vectors()
            .filter(vector -> vector.id() == 357 || GOOD_AFTER_ALL.contains(vector.id()))
            .map(Vector::jws)
            .toList();

    assertThat(tokens).hasSize(3).containsOnly(tokens.get(0));
  }

  @Test
  void contradictingKeysAreGoodOnceTheySayTheAlgorithmOfTheToken() throws IOException {
    List<Vector> contradicting =
        vectors().filter(vector -> CONTRADICTING.contains(vector.id())).toList();

    assertThat(contradicting).hasSize(CONTRADICTING.size());
    for (Vector vector : contradicting) {
      Map<Object, Object> key = new LinkedHashMap<>(vector.key());
      key.put("alg", CompactJws.read(vector.jws()).alg());
      assertThat(isSigned(key, vector.jws())).as(vector.toString()).isTrue();
    }
  }

  private static boolean isSigned(Map<?, ?> jwk, String token) {
    try {
      CompactJws jws = CompactJws.read(token);
      keys(jwk).stream()
          .filter(key -> jws.kid().isEmpty() || jws.kid().get().equals(key.kid()))
          .findFirst()
          .orElseThrow()
          .requireSignatureOf(jws, token);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static boolean isGoodToken(Map<?, ?> jwk, String token) {
    JwtPolicy policy = new JwtPolicy(Optional.empty(), Optional.empty(), Duration.ZERO);
    try {
      List<JwtKey> keys = new ArrayList<>(keys(jwk));
      JwtKey ours = JwtKey.hmac(JwtAlgorithm.HS256, new byte[32]);
      new JwtVerifier(new KeyRing(ours, keys), policy, InstantSource.fixed(Instant.EPOCH))
          .verify(token);
      return true;
    } catch (AuthException | IllegalArgumentException e) {
      return false;
    }
  }

  @SuppressWarnings("unchecked")
  private static List<JwtKey> keys(Map<?, ?> jwk) {
    return KeyText.read(Json.write((Map<String, ?>) jwk), Optional.empty());
  }

  private static List<Vector> vectorsOf(String file) throws IOException {
    List<Vector> vectors = new ArrayList<>();
    for (Object group : (List<?>) ((Map<?, ?>) document(file)).get("testGroups")) {
      Map<?, ?> members = (Map<?, ?>) group;
      Object key = members.containsKey("public") ? members.get("public") : members.get("private");
      for (Object test : (List<?>) members.get("tests")) {
        Map<?, ?> vector = (Map<?, ?>) test;
        vectors.add(
            new Vector(
                ((Number) vector.get("tcId")).intValue(),
                (String) vector.get("comment"),
                (Map<?, ?>) key,
                String.valueOf(vector.get("jws")),
                vector.get("result").equals("valid")));
      }
    }
    assertThat(vectors).isNotEmpty();
    return vectors;
  }

  /** Not with our own reader, whose limits are for what strangers send. */
  private static Object document(String file) throws IOException {
    try (InputStream in = WycheproofTest.class.getResourceAsStream("/wycheproof/" + file)) {
      byte[] text = Objects.requireNonNull(in).readAllBytes();
      JsonParser parser = new JsonFactory().createParser(new String(text, UTF_8));
      parser.nextToken();
      return value(parser);
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      List<Object> array = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        array.add(value(parser));
      }
      return array;
    }
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      Map<String, Object> object = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        object.put(name, value(parser));
      }
      return object;
    }
    return parser.currentToken().isNumeric() ? (Object) parser.getLongValue() : parser.getText();
  }
}
