package dev.portcullis.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.portcullis.json.Json;
import java.math.BigInteger;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
  @ParameterizedTest(name = "{0} preferred, {1} read: {2}")
  @CsvSource({
    "RS256, RS256, RS256",
    "PS384, RS256, PS384",
    "ES256, RS256, RS256",
    "HS256, ES256, ES256",
    "RS256, ES384, ES384",
    "ES256, ES512, ES512",
    "RS256, EDDSA, EDDSA",
  })
  void pemGetsThePreferredAlgorithmWhereItFits(
      JwtAlgorithm preferred, JwtAlgorithm kind, JwtAlgorithm expected) {
    KeyPair pair = TestKeys.pair(kind, "");

    assertThat(TestKeys.read(TestKeys.pem(pair.getPrivate()), preferred).algorithm())
        .isEqualTo(expected);
    assertThat(TestKeys.read(TestKeys.pem(pair.getPublic()), preferred).algorithm())
        .isEqualTo(expected);
  }

  @Test
  void pkcs1KeyIsTheSameKey() {
    KeyPair pair = TestKeys.pair(JwtAlgorithm.RS256, "");
    byte[] pkcs8 = pair.getPrivate().getEncoded();
    // What PKCS#8 wraps, for a key of 2048 bits: 26 bytes in front.
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);

    JwtKey key = TestKeys.read(TestKeys.pem("RSA PRIVATE KEY", pkcs1), JwtAlgorithm.RS256);

    assertThat(key.canSign()).isTrue();
    assertThat(key.isSameKey(TestKeys.publicKey(JwtAlgorithm.RS256))).isTrue();
  }

  @Test
  void keysAreReadInTheirOrderWithTextAroundThem() {
    String pem =
        "my key\n"
            + TestKeys.pem(TestKeys.pair(JwtAlgorithm.ES256, "").getPublic())
            + "and\r\n"
            + TestKeys.pem(TestKeys.pair(JwtAlgorithm.EDDSA, "").getPrivate())
            + "end";

    List<JwtKey> keys = KeyText.read(pem.getBytes(UTF_8), Optional.empty());

    assertThat(keys)
        .extracting(JwtKey::algorithm)
        .containsExactly(JwtAlgorithm.ES256, JwtAlgorithm.EDDSA);
    assertThat(KeyRing.of(keys).signing()).isSameAs(keys.get(1));
  }

  @Test
  void publishedSetIsReadAsTheSameKeysAndHoldsNoSecret() {
    List<JwtKey> keys = new ArrayList<>();
    for (JwtAlgorithm algorithm :
        List.of(JwtAlgorithm.PS512, JwtAlgorithm.ES384, JwtAlgorithm.EDDSA)) {
      keys.add(TestKeys.key(algorithm));
    }
    keys.add(JwtKey.hmac(JwtAlgorithm.HS256, new byte[32]));
    KeyRing ring = KeyRing.of(keys);

    byte[] set = Json.write(ring.publicJwkSet());

    List<JwtKey> read = KeyText.read(set, Optional.empty());
    assertThat(read)
        .extracting(JwtKey::toString)
        .containsExactlyElementsOf(keys.stream().limit(3).map(JwtKey::toString).toList());
    assertThat(read).noneMatch(JwtKey::canSign);
    assertThat(new String(set, UTF_8)).doesNotContain("\"d\"", "\"p\"", "\"k\"", "oct");
    for (Object jwk : (List<?>) ring.publicJwkSet().get("keys")) {
      assertThat(((Map<?, ?>) jwk).keySet())
          .allMatch(
              name ->
                  List.of("kid", "use", "alg", "kty", "crv", "x", "y", "n", "e").contains(name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "-----", "-----BEG", "-----BEGIN "})
  void blockWhoseFirstLineIsHalfWrittenIsNotPassedOver(String begun) {
    String whole = TestKeys.pem(TestKeys.pair(JwtAlgorithm.ES256, "").getPrivate());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(whole + begun))
        .withMessage("a PEM block in it is cut off or no Base64");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
      })
  void pointOfSmallOrderIsNoKey(String point) {
    String x =
        Base64.getUrlEncoder().withoutPadding().encodeToString(HexFormat.of().parseHex(point));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + x + "\"}"))
        .withMessage("Ed25519 key with which anybody can sign; make a new one");
  }

  @Test
  void setOfAHundredKeysIsRead() {
    List<JwtKey> keys = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      keys.add(TestKeys.key(JwtAlgorithm.ES256, "of-a-hundred-" + i));
    }
    byte[] set = Json.write(KeyRing.of(keys).publicJwkSet());

    assertThat(KeyText.read(set, Optional.empty())).hasSize(100);
    assertThat(KeyText.readPublic(set).keys()).hasSize(100);
  }

  @Test
  void jwkKeepsItsKidAndAnotherGetsItsThumbprint() {
    String jwk = jwkOf(JwtAlgorithm.ES256, "\"kid\":\"2024\",");
    String plain = jwkOf(JwtAlgorithm.ES256, "");

    assertThat(read(jwk).kid()).isEqualTo("2024");
    assertThat(read(plain).kid()).isEqualTo(TestKeys.key(JwtAlgorithm.ES256).kid());
  }

  @Test
  void ringMakesOneOfAKeyAndItsPublicHalf() {
    JwtKey whole = TestKeys.key(JwtAlgorithm.ES256);
    JwtKey half = TestKeys.publicKey(JwtAlgorithm.ES256);

    KeyRing ring = KeyRing.of(List.of(half, whole, half));

    assertThat(ring.all()).containsExactly(whole);
  }

  @Test
  void ringRefusesOneKeyWithTwoAlgorithmsOrNames() {
    JwtKey rs256 = TestKeys.key(JwtAlgorithm.RS256);
    JwtKey ps256 = TestKeys.key(JwtAlgorithm.PS256);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyRing.of(List.of(rs256, ps256)))
        .withMessageEndingWith("want one algorithm and one kid");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyRing.of(List.of(TestKeys.publicKey(JwtAlgorithm.RS256))))
        .withMessage("no private key among them");
  }

  @Test
  void rsaKeysOfFewerThan2048BitsAreRefused() {
    String pem = TestKeys.pem(TestKeys.rsa(2047).getPublic());

    assertRefused(pem, "RSA key of 2047 bits: want 2048 to 8192");
    assertRefused(TestKeys.pem(TestKeys.rsa(1024).getPrivate()), "RSA key of 1024 bits");
  }

  @ParameterizedTest(name = "{0} bits, exponent {1}: {2}")
  @CsvSource({
    "2048, 65537, good",
    "8192, 65537, good",
    "8193, 65537, RSA key of 8193 bits: want 2048 to 8192",
    "2048, 3, good",
    "2048, 4294967295, good",
    "2048, 4294967297, RSA key of a bad public exponent",
  })
  void rsaKeyIsWithinItsBounds(int bits, BigInteger exponent, String expected) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    String jwk =
        "{\"kty\":\"RSA\",\"n\":\"" + number(modulus) + "\",\"e\":\"" + number(exponent) + "\"}";

    if (expected.equals("good")) {
      assertThat(KeyText.read(jwk.getBytes(UTF_8), Optional.empty())).hasSize(1);
    } else {
      assertRefused(jwk, expected);
    }
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
  }

  @Test
  void jwkThatDoesNotSayItsAlgorithmGetsThePreferredOne() {
    String secret = "{\"kty\":\"oct\",\"k\":\"" + "A".repeat(86) + "\"}";
    String rsa = jwkOf(JwtAlgorithm.RS256, "");

    assertThat(TestKeys.read(secret, JwtAlgorithm.HS384).algorithm()).isEqualTo(JwtAlgorithm.HS384);
    assertThat(TestKeys.read(rsa, JwtAlgorithm.PS512).algorithm()).isEqualTo(JwtAlgorithm.PS512);
  }

  @Test
  void halvesOfTwoKeysAreRefused() {
    assertRefused(
        jwkOf(JwtAlgorithm.ES256, "\"d\":\"" + one(32) + "\","),
        "its private and its public half do not fit");
    assertRefused(jwkOf(JwtAlgorithm.EDDSA, "\"d\":\"" + one(32) + "\","), "");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | no key in it; want PEM (-----BEGIN PRIVATE KEY-----) or a JWK set",
        "hello | no key in it; want PEM (-----BEGIN PRIVATE KEY-----) or a JWK set",
        "-----BEGIN PRIVATE KEY-----AAAA | a PEM block in it is cut off or no Base64",
        "-----BEGIN PRIVATE KEY-----A!-----END PRIVATE KEY----- | a PEM block in it is cut off or no"
            + " Base64",
        "-----BEGIN PRIVATE KEY-----AAAA-----END PUBLIC KEY----- | a PEM block in it is cut off or"
            + " no Base64",
        "-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY----- | a key in it cannot be read; want"
            + " one of RSA, P-256, P-384, P-521 or Ed25519",
        "-----BEGIN EC PRIVATE KEY-----AAAA-----END EC PRIVATE KEY----- | openssl pkcs8 -topk8"
            + " -nocrypt -in FILE converts it",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----AAAA-----END ENCRYPTED PRIVATE KEY----- | openssl"
            + " pkcs8 -topk8 -nocrypt -in FILE converts it",
        "-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE----- | openssl x509 -in FILE -noout"
            + " -pubkey gives its public key",
        "{ | no JSON of a JWK set",
        "{} | no JWK set; want {\"keys\":[{\"kty\":...},...]}",
        "{\"keys\":[]} | no key in it",
        "{\"keys\":[1]} | no JWK set",
        "{\"kty\":\"oct\",\"k\":\"AAAA\"} | a secret without alg HS256 to HS512",
        "{\"kty\":\"oct\",\"alg\":\"RS256\",\"k\":\"AAAA\"} | a secret without alg HS256 to HS512",
        "{\"kty\":\"oct\",\"alg\":\"HS256\",\"k\":\"AAAA\"} | secret of 24 bits: HS256 wants at"
            + " least 256",
        "{\"kty\":\"oct\",\"alg\":\"HS256\",\"k\":\"!\"} | a secret that is no base64url",
        "{\"kty\":\"OKP\",\"crv\":\"Ed448\",\"x\":\"AAAA\"} | a JWK that cannot be read",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAA\",\"y\":\"AAAA\"} | a JWK that cannot be"
            + " read",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":1} | a JWK whose x is no text",
        "{\"kty\":\"EC\",\"alg\":\"ES224\"} | a JWK with an unknown alg",
        "{\"kty\":\"EC\",\"use\":\"enc\"} | a JWK that is for something else than signatures",
        "{\"kty\":\"EC\",\"kid\":\"\"} | a kid of 0 or more than 128 characters",
      })
  void whatIsNoKeyIsRefusedWithAMend(String text, String problem) {
    assertRefused(text, problem);
  }

  @Test
  void keyAndAlgorithmThatDoNotFitAreRefused() {
    assertRefused(
        jwkOf(JwtAlgorithm.ES256, "\"alg\":\"ES384\","),
        "a key of type EC P-256 is no key for ES384");
    assertRefused(
        jwkOf(JwtAlgorithm.RS256, "\"alg\":\"ES256\","), "a key of type RSA is no key for ES256");
    assertRefused(jwkOf(JwtAlgorithm.EDDSA, "\"alg\":\"RS256\","), "is no key for RS256");
  }

  @Test
  void x25519IsNoKeyForSignatures() {
    assertRefused(
        "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"" + one(32) + "\"}",
        "no algorithm signs with a key of type OKP X25519");
  }

  @Test
  void messagesTellNothingOfTheKeys() {
    String d = one(31);
    String jwk = jwkOf(JwtAlgorithm.ES256, "\"d\":\"" + d + "\",");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(jwk))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(d.substring(0, 10)))
        .withNoCause();
  }

  /** Nothing but zeros and a last byte of one. */
  private static String one(int length) {
    byte[] bytes = new byte[length];
    bytes[length - 1] = 1;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The public key of our pair, with members in front of its own. */
  private static String jwkOf(JwtAlgorithm algorithm, String members) {
    Map<String, Object> jwk =
        new java.util.LinkedHashMap<>(TestKeys.key(algorithm).publicJwk().orElseThrow());
    jwk.keySet().removeAll(List.of("kid", "use", "alg"));
    return "{" + members + new String(Json.write(jwk), UTF_8).substring(1);
  }

  private static JwtKey read(String text) {
    return KeyText.read(text.getBytes(UTF_8), Optional.empty()).get(0);
  }

  private static void assertRefused(String text, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(text))
        .withMessageContaining(problem);
  }
}
