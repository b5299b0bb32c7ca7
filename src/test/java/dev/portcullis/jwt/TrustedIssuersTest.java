package dev.portcullis.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.json.Json;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Access tokens of others, and the header that tells access tokens from others. */
class TrustedIssuersTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final String A = "https://a.example";
  private static final String B = "https://b.example";
  private static final JwtKey OURS = TestKeys.key(JwtAlgorithm.ES256, "ours");
  private static final JwtKey KEY_OF_A = named("1", "a");
  private static final JwtKey KEY_OF_B = named("1", "b");

  private final TrustedIssuers issuers = new TrustedIssuers(List.of(A, B));
  private final JwtVerifier verifier = verifier(false);

  TrustedIssuersTest() {
    issuers.replace(A, set(KEY_OF_A));
    issuers.replace(B, set(KEY_OF_B));
  }

  @Test
  void accessTokenOfAnotherIssuerIsGoodAndItsUserIsSub() {
    VerifiedJwt token = verifier.verify(token(KEY_OF_A, A, Map.of("sub", "u1", "sid", "theirs")));

    assertThat(token.userId()).isEqualTo("u1");
    assertThat(token.type()).isEqualTo("access");
    assertThat(token.sessionId()).isEmpty();
    assertThat(token.isOurs()).isFalse();
  }

  @Test
  void sameKidAtTwoIssuersIsTwoKeys() {
    assertThat(KEY_OF_A.kid()).isEqualTo(KEY_OF_B.kid());

    assertThat(isGood(token(KEY_OF_B, B, Map.of("sub", "u1")))).isTrue();
    assertThat(isGood(token(KEY_OF_A, B, Map.of("sub", "u1")))).isFalse();
    assertThat(isGood(token(KEY_OF_B, A, Map.of("sub", "u1")))).isFalse();
  }

  @Test
  void othersCannotSpeakForUsNorForStrangers() {
    assertThat(isGood(token(OURS, "us", Map.of("user_id", 42L, "token_type", "access")))).isTrue();

    assertThat(isGood(token(KEY_OF_A, "us", Map.of("sub", "u1")))).isFalse();
    assertThat(isGood(token(KEY_OF_A, "https://c.example", Map.of("sub", "u1")))).isFalse();
    assertThat(isGood(token(OURS, A, Map.of("user_id", 42L, "token_type", "access")))).isFalse();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"sub\":\"u1\"} | true",
        "{\"user_id\":42} | true",
        "{\"sub\":\"42\",\"user_id\":42} | true",
        "{\"sub\":\"u1\",\"user_id\":42} | false",
        "{\"x\":1} | false",
        "{\"sub\":\"\"} | false",
        "{\"sub\":\"u1\",\"token_type\":\"access\"} | true",
        "{\"sub\":\"u1\",\"token_type\":\"refresh\"} | false",
        "{\"sub\":\"u1\",\"token_type\":1} | false",
        "{\"sub\":\"u1\",\"aud\":\"others\"} | false",
        "{\"sub\":\"u1\",\"aud\":[\"others\",\"api\"]} | true",
        "{\"sub\":\"u1\",\"jti\":1} | false",
        "{\"sub\":\"u1\",\"nonce\":\"n\"} | false",
        "{\"sub\":\"u1\",\"at_hash\":\"h\"} | false",
        "{\"sub\":\"u1\",\"c_hash\":\"h\"} | false",
        "{\"sub\":\"u1\",\"events\":{}} | false",
        "{\"sub\":\"u1\",\"exp\":1893542400} | true",
        "{\"sub\":\"u1\",\"exp\":1893542401} | false",
        "{\"sub\":\"u1\",\"exp\":\"1\"} | false",
        "{\"sub\":\"u1\",\"iss\":[\"https://a.example\"]} | false",
      })
  void theirClaimsAreThoseOfAccessTokens(String claims, boolean good) {
    String token = token(KEY_OF_A, A, Json.readObject(claims.getBytes(UTF_8)));

    assertThat(isGood(token)).isEqualTo(good);
  }

  @Test
  void theirsIsNoRefreshToken() {
    VerifiedJwt token = verifier.verify(token(KEY_OF_A, A, Map.of("sub", "u1")));

    assertThat(refused(() -> token.requireType(TokenType.REFRESH))).isTrue();
  }

  @Test
  void nobodyCanSayWhichTokensAreGoodOfAnIssuerWhoseKeysHaveNotCome() {
    TrustedIssuers empty = new TrustedIssuers(List.of(A));
    JwtVerifier waiting = verifier(empty, false);
    String token = token(KEY_OF_A, A, Map.of("sub", "u1"));

    assertThat(refusalOf(waiting, token)).isEqualTo(AuthError.UNAVAILABLE);
    empty.replace(A, set(KEY_OF_B));
    assertThat(refusalOf(waiting, token)).isEqualTo(AuthError.TOKEN_INVALID);
    empty.replace(A, set(KEY_OF_A));
    assertThat(waiting.verify(token).userId()).isEqualTo("u1");
    empty.forget(A);
    assertThat(refusalOf(waiting, token)).isEqualTo(AuthError.UNAVAILABLE);
  }

  @Test
  void setWithoutUsableKeysEndsTheKeysBefore() {
    String token = token(KEY_OF_A, A, Map.of("sub", "u1"));

    assertThat(issuers.replace(A, "{\"keys\":[]}".getBytes(UTF_8))).isTrue();

    assertThat(issuers.hasKeys(A)).isFalse();
    assertThat(refusalOf(verifier, token)).isEqualTo(AuthError.TOKEN_INVALID);
  }

  @Test
  void badSetLeavesTheKeysBefore() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> issuers.replace(A, "<html>".getBytes(UTF_8)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> issuers.replace(A, set(KEY_OF_A, KEY_OF_B)))
        .withMessage("a JWK set in which two keys have the same kid");

    assertThat(isGood(token(KEY_OF_A, A, Map.of("sub", "u1")))).isTrue();
  }

  @Test
  void secretsAndKeysForOtherUsesInASetArePassedOver() {
    String secret =
        "{\"kty\":\"oct\",\"alg\":\"HS256\",\"kid\":\"s\",\"k\":\"" + "A".repeat(43) + "\"}";
    String encryption = "{\"kty\":\"RSA\",\"use\":\"enc\",\"kid\":\"e\"}";
    String unknown = "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"kid\":\"m\"}";
    String good = new String(Json.write(KEY_OF_B.publicJwk().orElseThrow()), UTF_8);
    String all = String.join(",", secret, encryption, unknown, good);

    assertThat(issuers.replace(A, ("{\"keys\":[" + all + "]}").getBytes(UTF_8))).isTrue();

    assertThat(isGood(token(KEY_OF_B, A, Map.of("sub", "u1")))).isTrue();
    String header = "{\"alg\":\"HS256\",\"kid\":\"s\"}";
    String payload = new String(Json.write(claims(A, Map.of("sub", "u1"))), UTF_8);
    assertThat(isGood(ForgedJwt.of(header, payload, "HmacSHA256", new byte[32]))).isFalse();
  }

  @Test
  void privateKeyThatIsPublishedIsNotUsed() {
    PrivateKey leaked = TestKeys.pair(JwtAlgorithm.ES256, "leaked").getPrivate();
    JwtKey whole = TestKeys.key(JwtAlgorithm.ES256, "leaked");
    Map<String, Object> jwk = new LinkedHashMap<>(whole.publicJwk().orElseThrow());
    jwk.put("d", scalar((ECPrivateKey) leaked));

    issuers.replace(A, Json.write(Map.of("keys", List.of(jwk))));
    assertThat(issuers.hasKeys(A)).isFalse();
    issuers.replace(
        A, Json.write(Map.of("keys", List.of(jwk, KEY_OF_A.publicJwk().orElseThrow()))));

    assertThat(isGood(token(whole, A, Map.of("sub", "u1")))).isFalse();
    assertThat(isGood(token(KEY_OF_A, A, Map.of("sub", "u1")))).isTrue();
  }

  @Test
  void privateKeysThatArePublishedAreToldOnce() {
    Map<String, Object> jwk =
        new LinkedHashMap<>(TestKeys.key(JwtAlgorithm.ES256, "leaked").publicJwk().orElseThrow());
    jwk.put("d", scalar((ECPrivateKey) TestKeys.pair(JwtAlgorithm.ES256, "leaked").getPrivate()));
    byte[] leaking = Json.write(Map.of("keys", List.of(jwk)));
    List<String> told = new ArrayList<>();
    Logger logger = Logger.getLogger(TrustedIssuers.class.getName());
    logger.setFilter(
        line -> {
          told.add(line.getMessage());
          return false;
        });

    issuers.replace(A, set(KEY_OF_B));
    issuers.replace(A, leaking);
    issuers.replace(A, leaking);

    logger.setFilter(null);
    assertThat(told)
        .containsExactly(
            A
                + " publishes private keys, so that anybody can sign with them; they are not used:"
                + " 1");
  }

  @Test
  void replacingSaysWhetherTheKeysAreOthers() {
    assertThat(issuers.replace(A, set(KEY_OF_A))).isFalse();
    assertThat(issuers.replace(A, set(KEY_OF_B))).isTrue();
    assertThat(issuers.replace(A, set(named("2", "b")))).isTrue();
    assertThat(issuers.replace(A, set(named("2", "b"), KEY_OF_A))).isTrue();
    assertThat(issuers.replace(A, set(KEY_OF_A, named("2", "b")))).isFalse();
    assertThat(issuers.replace(A, set(KEY_OF_A))).isTrue();
  }

  @Test
  void tokenWithoutKidIsOfTheOnlyKeyOfItsIssuer() {
    assertThat(issuers.find(A, Optional.empty())).map(JwtKey::kid).contains("1");

    issuers.replace(A, set(KEY_OF_A, named("2", "b")));

    assertThat(issuers.find(A, Optional.empty())).isEmpty();
  }

  @Test
  void privateKeyInPemIsRefused() {
    byte[] pem = TestKeys.pem(TestKeys.pair(JwtAlgorithm.ES256, "a").getPrivate()).getBytes(UTF_8);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> issuers.replace(A, pem))
        .withMessage("a private key in it; want PUBLIC KEY alone, and a new key at the issuer");
    assertThat(
            issuers.replace(
                A,
                TestKeys.pem(TestKeys.pair(JwtAlgorithm.ES256, "b").getPublic()).getBytes(UTF_8)))
        .isTrue();
  }

  @Test
  void tokenOfAnUnknownKeyIsAReasonToLookAgain() {
    assertThat(issuers.takeMiss(A)).isFalse();

    assertThat(isGood(token(named("2", "a"), A, Map.of("sub", "u1")))).isFalse();

    assertThat(issuers.takeMiss(B)).isFalse();
    assertThat(issuers.takeMiss(A)).isTrue();
    assertThat(issuers.takeMiss(A)).isFalse();
  }

  private static String scalar(ECPrivateKey key) {
    byte[] bytes = key.getS().toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
  }

  @ParameterizedTest(name = "asked for: {0}, ours: {1}, access: {2}, typ {3}: {4}")
  @CsvSource({
    "false, true, true, JWT, true",
    "false, true, true, at+jwt, false",
    "true, true, true, at+jwt, true",
    "true, true, true, AT+JWT, true",
    "true, true, true, application/at+jwt, true",
    "true, true, true, JWT, false",
    "true, true, true, '', false",
    "true, true, false, JWT, true",
    "true, true, false, at+jwt, false",
    "false, false, true, JWT, true",
    "false, false, true, at+jwt, true",
    "true, false, true, JWT, false",
    "true, false, true, at+jwt, true",
    "false, false, true, logout+jwt, false",
  })
  void typIsWantedWhereItIsAskedFor(
      boolean typed, boolean ours, boolean access, String typ, boolean good) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put(ours ? "user_id" : "sub", "u1");
    claims.put("token_type", access ? "access" : "refresh");
    String token = token(ours ? OURS : KEY_OF_A, ours ? "us" : A, claims, typ);

    assertThat(!refused(() -> verifier(typed).verify(token))).isEqualTo(good);
  }

  @Test
  void signerWritesTheTypOfAccessTokensAlone() {
    JwtPolicy policy = policy(true);
    KeyRing ring = new KeyRing(OURS, List.of());
    for (TokenType type : TokenType.values()) {
      JwtClaims claims = new JwtClaims(type, "j1", 42L, "s1", NOW, NOW.plusSeconds(60));

      String token = new JwtSigner(ring, policy).sign(claims);

      assertThat(CompactJws.read(token).typedAccess()).isEqualTo(type == TokenType.ACCESS);
      assertThat(verifier(true).verify(token).type()).isEqualTo(type.word());
    }
  }

  private JwtVerifier verifier(boolean typed) {
    return verifier(issuers, typed);
  }

  private static JwtVerifier verifier(TrustedIssuers issuers, boolean typed) {
    Keys keys = new Keys(new KeyRing(OURS, List.of()));
    return new JwtVerifier(keys, issuers, policy(typed), InstantSource.fixed(NOW));
  }

  private static JwtPolicy policy(boolean typed) {
    return new JwtPolicy(Optional.of("us"), Optional.of("api"), Duration.ZERO, typed);
  }

  private static JwtKey named(String kid, String name) {
    PrivateKey key = TestKeys.pair(JwtAlgorithm.ES256, name).getPrivate();
    return SignatureKey.of(
        Jwks.builder().key(key).build(), Optional.of(JwtAlgorithm.ES256), Optional.of(kid));
  }

  private static byte[] set(JwtKey... keys) {
    return Json.write(
        Map.of("keys", List.of(keys).stream().map(key -> key.publicJwk().orElseThrow()).toList()));
  }

  private static Map<String, Object> claims(String issuer, Map<String, ?> more) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("aud", "api");
    claims.put("exp", NOW.getEpochSecond() + 60);
    claims.put("jti", "j1");
    claims.putAll(more);
    return claims;
  }

  private static String token(JwtKey key, String issuer, Map<String, ?> claims) {
    return token(key, issuer, claims, "JWT");
  }

  private static String token(JwtKey key, String issuer, Map<String, ?> claims, String typ) {
    return key.sign(
            Jwts.builder()
                .json(new JjwtJsonWriter())
                .header()
                .add("typ", typ)
                .add("kid", key.kid())
                .and()
                .content(Json.write(claims(issuer, claims))))
        .compact();
  }

  private boolean isGood(String token) {
    return !refused(() -> verifier.verify(token));
  }

  private static AuthError refusalOf(JwtVerifier verifier, String token) {
    return catchThrowableOfType(AuthException.class, () -> verifier.verify(token)).error();
  }

  private static boolean refused(Runnable check) {
    try {
      check.run();
      return false;
    } catch (AuthException e) {
      return true;
    }
  }
}
