package dev.portcullis.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.AuthException;
import dev.portcullis.json.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How verifiers of public-key signatures were got past, tried with tokens made by hand. */
class AsymmetricAttacksTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final JwtPolicy PLAIN =
      new JwtPolicy(Optional.empty(), Optional.empty(), Duration.ZERO);
  private static final String PAYLOAD =
      "{\"token_type\":\"access\",\"exp\":"
          + (NOW.getEpochSecond() + 60)
          + ",\"jti\":\"j1\",\"user_id\":42}";

  /** The order of P-256. */
  private static final BigInteger N =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private static final List<JwtAlgorithm> ASYMMETRIC =
      Arrays.stream(JwtAlgorithm.values()).filter(alg -> !alg.isSymmetric()).toList();

  @ParameterizedTest
  @EnumSource(names = "HS.*", mode = EnumSource.Mode.MATCH_NONE)
  void whatTheSignerSignsIsVerifiedByThePublicHalf(JwtAlgorithm algorithm) {
    JwtKey signing = TestKeys.key(algorithm);
    JwtClaims claims = new JwtClaims(TokenType.ACCESS, "j1", 42L, "s1", NOW, NOW.plusSeconds(60));
    String token = new JwtSigner(new KeyRing(signing, List.of()), PLAIN).sign(claims);

    JwtKey verifying = TestKeys.publicKey(algorithm);
    JwtKey other = JwtKey.hmac(JwtAlgorithm.HS256, new byte[32]);

    assertThat(verifying.canSign()).isFalse();
    assertThat(verifying.kid()).isEqualTo(signing.kid()).hasSize(43);
    assertThat(isGood(new KeyRing(other, List.of(verifying)), token)).isTrue();
    assertThat(isGood(new KeyRing(other, List.of()), token)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = "HS.*", mode = EnumSource.Mode.MATCH_NONE)
  void handMadeSignatureIsVerifiedSoThatRefusalsMeanSomething(JwtAlgorithm algorithm) {
    KeyRing ring = new KeyRing(TestKeys.key(algorithm), List.of());

    assertThat(isGood(ring, signed(algorithm, algorithm.alg(), ring.signing().kid()))).isTrue();
    assertThat(isGood(ring, signedBy(algorithm, TestKeys.pair(algorithm, "thief")))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = "HS.*", mode = EnumSource.Mode.MATCH_NONE)
  void publicKeyAsTheSecretOfAnHmacIsRefused(JwtAlgorithm algorithm) {
    JwtKey key = TestKeys.key(algorithm);
    KeyRing ring = new KeyRing(key, List.of());
    KeyPair pair = TestKeys.pair(algorithm, "");
    String pem = TestKeys.pem(pair.getPublic());
    Map<String, Object> jwk = key.publicJwk().orElseThrow();
    List<byte[]> secrets =
        List.of(
            pem.getBytes(US_ASCII),
            pem.strip().getBytes(US_ASCII),
            (" " + pem).getBytes(US_ASCII),
            pem.replace("\n", "\r\n").getBytes(US_ASCII),
            pem.replaceAll("-----[A-Z ]+-----|\n", "").getBytes(US_ASCII),
            pair.getPublic().getEncoded(),
            Json.write(jwk),
            Json.write(ring.publicJwkSet()),
            key.kid().getBytes(US_ASCII),
            String.valueOf(jwk.getOrDefault("n", jwk.get("x"))).getBytes(US_ASCII),
            new byte[] {0});

    for (byte[] secret : secrets) {
      for (JwtAlgorithm hmac :
          List.of(JwtAlgorithm.HS256, JwtAlgorithm.HS384, JwtAlgorithm.HS512)) {
        for (String kid : List.of(",\"kid\":\"" + key.kid() + "\"", "")) {
          String header = "{\"alg\":\"" + hmac + "\"" + kid + "}";
          assertThat(isGood(ring, ForgedJwt.of(header, PAYLOAD, hmac.jdkName(), secret)))
              .as(header)
              .isFalse();
          String lying = "{\"alg\":\"" + algorithm + "\"" + kid + "}";
          assertThat(isGood(ring, ForgedJwt.of(lying, PAYLOAD, hmac.jdkName(), secret)))
              .as(lying)
              .isFalse();
        }
      }
    }
  }

  @Test
  void signatureOfAnotherAlgorithmWithTheSameKeyIsRefused() {
    for (JwtAlgorithm ours : ASYMMETRIC) {
      KeyRing ring = new KeyRing(TestKeys.key(ours), List.of());
      for (JwtAlgorithm theirs : ASYMMETRIC) {
        // A signature of theirs, under its own name and under ours, for the kid of our key.
        String honest = signed(theirs, theirs.alg(), ring.signing().kid());
        String lying = signed(theirs, ours.alg(), ring.signing().kid());

        assertThat(isGood(ring, honest)).as(theirs + " for " + ours).isEqualTo(theirs == ours);
        assertThat(isGood(ring, lying)).as(theirs + " as " + ours).isEqualTo(theirs == ours);
      }
    }
  }

  @Test
  void kidOfAnotherKeyOfTheRingIsRefused() {
    JwtKey rsa = TestKeys.key(JwtAlgorithm.RS256);
    JwtKey ec = TestKeys.key(JwtAlgorithm.ES256);
    JwtKey secret = JwtKey.hmac(JwtAlgorithm.HS256, new byte[32]);
    KeyRing ring = new KeyRing(rsa, List.of(ec, secret));

    assertThat(isGood(ring, signed(JwtAlgorithm.RS256, "RS256", rsa.kid()))).isTrue();
    assertThat(isGood(ring, signed(JwtAlgorithm.RS256, "RS256", ec.kid()))).isFalse();
    assertThat(isGood(ring, signed(JwtAlgorithm.RS256, "ES256", ec.kid()))).isFalse();
    assertThat(isGood(ring, signed(JwtAlgorithm.RS256, "RS256", secret.kid()))).isFalse();
    assertThat(isGood(ring, signed(JwtAlgorithm.RS256, "HS256", secret.kid()))).isFalse();
    assertThat(isGood(ring, signed(JwtAlgorithm.ES256, "ES256", rsa.kid()))).isFalse();
    String hmac = "{\"alg\":\"HS256\",\"kid\":\"" + rsa.kid() + "\"}";
    assertThat(isGood(ring, ForgedJwt.of(hmac, PAYLOAD, "HmacSHA256", new byte[32]))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "../../../dev/null", "' or 1=1 --", "/etc/passwd", "http://127.0.0.1/k", "0"})
  void kidThatNamesNoKeyIsRefused(String kid) {
    KeyRing ring = new KeyRing(TestKeys.key(JwtAlgorithm.ES256), List.of());

    assertThat(isGood(ring, signed(JwtAlgorithm.ES256, "ES256", kid))).isFalse();
    assertThat(isGood(ring, signed(JwtAlgorithm.ES256, "ES256", kid.repeat(2000)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE", "", "es256", "ES256K", "EdDSA", "RS256"})
  void unsignedTokenIsRefused(String alg) {
    KeyRing ring = new KeyRing(TestKeys.key(JwtAlgorithm.ES256), List.of());
    String parts =
        ForgedJwt.base64("{\"alg\":\"" + alg + "\",\"kid\":\"" + ring.signing().kid() + "\"}")
            + "."
            + ForgedJwt.base64(PAYLOAD);

    for (String signature : List.of("", ".", ".AA", "." + ForgedJwt.base64(new byte[64]))) {
      assertThat(isGood(ring, parts + signature)).as(parts + signature).isFalse();
    }
  }

  /** CVE-2022-21449 and its kin, for every curve. */
  @Test
  void signaturesOfNothingAreRefused() {
    for (JwtAlgorithm algorithm :
        List.of(JwtAlgorithm.ES256, JwtAlgorithm.ES384, JwtAlgorithm.ES512, JwtAlgorithm.EDDSA)) {
      KeyRing ring = new KeyRing(TestKeys.key(algorithm), List.of());
      String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + ring.signing().kid() + "\"}";
      String signed = ForgedJwt.base64(header) + "." + ForgedJwt.base64(PAYLOAD) + ".";
      for (int length : List.of(0, 1, 2, 63, 64, 65, 96, 114, 132)) {
        byte[] zeros = new byte[length];
        assertThat(isGood(ring, signed + ForgedJwt.base64(zeros))).isFalse();
        Arrays.fill(zeros, (byte) 0xff);
        assertThat(isGood(ring, signed + ForgedJwt.base64(zeros))).isFalse();
      }
    }
    assertThat(EcdsaSelfTest.problem()).isEmpty();
  }

  @Test
  void signaturesOfNumbersOutOfRangeAreRefused() {
    KeyRing ring = new KeyRing(TestKeys.key(JwtAlgorithm.ES256), List.of());
    String header = "{\"alg\":\"ES256\",\"kid\":\"" + ring.signing().kid() + "\"}";
    String signed = ForgedJwt.base64(header) + "." + ForgedJwt.base64(PAYLOAD) + ".";
    List<BigInteger> numbers =
        List.of(BigInteger.ZERO, BigInteger.ONE, N.subtract(BigInteger.ONE), N);

    for (BigInteger r : numbers) {
      for (BigInteger s : numbers) {
        byte[] both = new byte[64];
        System.arraycopy(fixed(r), 0, both, 0, 32);
        System.arraycopy(fixed(s), 0, both, 32, 32);
        assertThat(isGood(ring, signed + ForgedJwt.base64(both))).as(r + ", " + s).isFalse();
        byte[] der = {0x30, 6, 2, 1, r.byteValue(), 2, 1, s.byteValue()};
        assertThat(isGood(ring, signed + ForgedJwt.base64(der))).isFalse();
      }
    }
  }

  @Test
  void goodSignatureInDerIsRefused() {
    KeyRing ring = new KeyRing(TestKeys.key(JwtAlgorithm.ES256), List.of());
    String header = "{\"alg\":\"ES256\",\"kid\":\"" + ring.signing().kid() + "\"}";
    String signed = ForgedJwt.base64(header) + "." + ForgedJwt.base64(PAYLOAD);
    PrivateKey key = TestKeys.pair(JwtAlgorithm.ES256, "").getPrivate();

    byte[] der = sign("SHA256withECDSA", Optional.empty(), key, signed);

    assertThat(isGood(ring, signed + "." + ForgedJwt.base64(der))).isFalse();
  }

  @Test
  void jdkThatTakesNothingForASignatureFailsTheSelfTest() {
    assertThat(EcdsaSelfTest.problem((pair, content, signature) -> true).orElseThrow())
        .contains("CVE-2022-21449", "want 17.0.3");
    assertThat(EcdsaSelfTest.problem((pair, content, signature) -> false)).isPresent();
    assertThat(
            EcdsaSelfTest.problem(
                (pair, content, signature) -> signature[0] != 0 || signature[1] != 0))
        .isEmpty();
  }

  @Test
  void jdkWithoutEllipticCurvesIsToldAndDoesNotThrow() {
    assertThat(
            EcdsaSelfTest.problem(
                    (pair, content, signature) -> {
                      throw new NoSuchAlgorithmException("EC KeyPairGenerator not available");
                    })
                .orElseThrow())
        .endsWith("has no elliptic curves; want one with the module jdk.crypto.ec");
  }

  @Test
  void keysThatATokenBringsAlongAreRefusedAndFetchedFromNowhere() throws IOException {
    KeyRing ring = new KeyRing(TestKeys.key(JwtAlgorithm.ES256), List.of());
    KeyPair thief = TestKeys.pair(JwtAlgorithm.ES256, "thief");
    JwtKey thiefs = TestKeys.key(JwtAlgorithm.ES256, "thief");
    String jwk = new String(Json.write(thiefs.publicJwk().orElseThrow()), UTF_8);
    try (ServerSocket port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + port.getLocalPort() + "/keys.json";
      List<String> members = new ArrayList<>();
      members.add("\"jwk\":" + jwk);
      members.add("\"jwk\":" + jwk + ",\"kid\":\"" + thiefs.kid() + "\"");
      members.add("\"jku\":\"" + url + "\"");
      members.add("\"jku\":\"" + url + "\",\"kid\":\"" + thiefs.kid() + "\"");
      members.add("\"x5u\":\"" + url + "\"");
      members.add("\"x5c\":[\"" + ForgedJwt.base64(thief.getPublic().getEncoded()) + "\"]");
      members.add("\"kid\":\"" + url + "\"");
      members.add("\"iss\":\"" + url + "\"");

      for (String member : members) {
        String token = signedBy("{\"alg\":\"ES256\"," + member + "}", JwtAlgorithm.ES256, thief);
        assertThat(isGood(ring, token)).as(member).isFalse();
      }

      port.setSoTimeout(200);
      boolean asked;
      try {
        port.accept().close();
        asked = true;
      } catch (SocketTimeoutException e) {
        asked = false;
      }
      assertThat(asked).as("Somebody connected").isFalse();
    }
  }

  @Test
  void secondSpellingOfAnRsaSignatureIsRefused() {
    KeyRing ring = new KeyRing(TestKeys.key(JwtAlgorithm.RS256), List.of());
    String good = signed(JwtAlgorithm.RS256, "RS256", ring.signing().kid());

    assertThat(isGood(ring, good)).isTrue();
    assertThat(isGood(ring, good + "=")).isFalse();
    assertThat(isGood(ring, good + "==")).isFalse();
    assertThat(isGood(ring, good + "A")).isFalse();
    assertThat(
            isGood(
                ring,
                good.substring(0, good.lastIndexOf('.') + 1)
                    + "AA"
                    + good.substring(good.lastIndexOf('.') + 1)))
        .isFalse();
    // 256 bytes leave four bits of the last character unused.
    String last = good.substring(0, good.length() - 1);
    for (char c :
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
      assertThat(isGood(ring, last + c)).isEqualTo((last + c).equals(good));
    }
  }

  private static boolean isGood(KeyRing ring, String token) {
    try {
      new JwtVerifier(ring, PLAIN, InstantSource.fixed(NOW)).verify(token);
      return true;
    } catch (AuthException e) {
      return false;
    }
  }

  /** Signed as the algorithm has it, with our key for it, under a header of one's own choice. */
  private static String signed(JwtAlgorithm algorithm, String alg, String kid) {
    String header = "{\"alg\":\"" + alg + "\",\"kid\":\"" + kid + "\"}";
    return signedBy(header, algorithm, TestKeys.pair(algorithm, ""));
  }

  private static String signedBy(JwtAlgorithm algorithm, KeyPair pair) {
    String kid = TestKeys.key(algorithm).kid();
    return signedBy("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\"}", algorithm, pair);
  }

  private static String signedBy(String header, JwtAlgorithm algorithm, KeyPair pair) {
    String text = ForgedJwt.base64(header) + "." + ForgedJwt.base64(PAYLOAD);
    String bits = algorithm.alg().substring(2);
    byte[] signature =
        switch (algorithm) {
          case RS256, RS384, RS512 ->
              sign("SHA" + bits + "withRSA", Optional.empty(), pair.getPrivate(), text);
          case PS256, PS384, PS512 ->
              sign("RSASSA-PSS", Optional.of(bits), pair.getPrivate(), text);
          case ES256, ES384, ES512 ->
              sign(
                  "SHA" + bits + "withECDSAinP1363Format",
                  Optional.empty(),
                  pair.getPrivate(),
                  text);
          default -> sign("Ed25519", Optional.empty(), pair.getPrivate(), text);
        };
    return text + "." + ForgedJwt.base64(signature);
  }

  private static byte[] sign(String name, Optional<String> pss, PrivateKey key, String text) {
    try {
      Signature signature = Signature.getInstance(name);
      if (pss.isPresent()) {
        String hash = "SHA-" + pss.get();
        int salt = Integer.parseInt(pss.get()) / Byte.SIZE;
        signature.setParameter(
            new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), salt, 1));
      }
      signature.initSign(key);
      signature.update(text.getBytes(US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] fixed(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return fixed;
  }
}
