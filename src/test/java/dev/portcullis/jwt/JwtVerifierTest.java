package dev.portcullis.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtVerifierTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final long SECONDS = NOW.getEpochSecond();
  private static final byte[] SECRET = "0123456789abcdef".repeat(4).getBytes(US_ASCII);
  private static final byte[] OLDER_SECRET = "fedcba9876543210".repeat(4).getBytes(US_ASCII);

  private static final JwtKey KEY = JwtKey.hmac(JwtAlgorithm.HS256, SECRET);
  private static final JwtKey OLDER_KEY = JwtKey.hmac(JwtAlgorithm.HS512, OLDER_SECRET);
  private static final KeyRing RING = new KeyRing(KEY, List.of(OLDER_KEY));
  private static final JwtPolicy PLAIN =
      new JwtPolicy(Optional.empty(), Optional.empty(), Duration.ZERO);

  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  private static final String PAYLOAD =
      "{\"token_type\":\"access\",\"exp\":" + (SECONDS + 60) + ",\"jti\":\"j1\",\"user_id\":42}";

  private final JwtVerifier verifier = verifier(PLAIN);

  @ParameterizedTest(name = "the keys were read {0} ms ago: {1}")
  @CsvSource({"0, TOKEN_INVALID", "49999, TOKEN_INVALID", "50000, UNAVAILABLE"})
  void keyThatIsUnknownMayBeNewerThanWhatWasRead(long ago, AuthError expected) {
    Keys keys = new Keys(RING, NOW.minusMillis(ago), Duration.ofSeconds(50));
    JwtVerifier verifier =
        new JwtVerifier(keys, TrustedIssuers.none(), PLAIN, InstantSource.fixed(NOW));
    JwtKey newer =
        JwtKey.hmac(JwtAlgorithm.HS256, "a newer secret, a newer secret..".getBytes(US_ASCII));
    JwtClaims claims = new JwtClaims(TokenType.ACCESS, "j1", 42L, "s1", NOW, NOW.plusSeconds(60));
    String token = new JwtSigner(new KeyRing(newer, List.of()), PLAIN).sign(claims);

    AuthException refusal = catchThrowableOfType(AuthException.class, () -> verifier.verify(token));

    assertThat(refusal.error()).isEqualTo(expected);
    assertThat(verifier.verify(token(HEADER, PAYLOAD)).jti()).isEqualTo("j1");
    assertThat(verifier.verify(new JwtSigner(RING, PLAIN).sign(claims)).jti()).isEqualTo("j1");
  }

  // What is good.

  @ParameterizedTest
  @EnumSource(names = {"HS256", "HS384", "HS512"})
  void whatTheSignerSignsIsVerified(JwtAlgorithm algorithm) {
    KeyRing ring = new KeyRing(JwtKey.hmac(algorithm, SECRET), List.of(OLDER_KEY));
    JwtPolicy policy = new JwtPolicy(Optional.of("us"), Optional.of("them"), Duration.ZERO);
    JwtClaims claims = new JwtClaims(TokenType.REFRESH, "j1", 42L, "s1", NOW, NOW.plusSeconds(60));

    VerifiedJwt token =
        new JwtVerifier(ring, policy, InstantSource.fixed(NOW))
            .verify(new JwtSigner(ring, policy).sign(claims));

    assertThat(token.isOurs()).isTrue();
    assertThat(token.type()).isEqualTo("refresh");
    assertThat(token.jti()).isEqualTo("j1");
    assertThat(token.userId()).isEqualTo("42");
    assertThat(token.sessionId()).contains("s1");
    assertThat(token.issuedAt()).contains(NOW);
    assertThat(token.expiresAt()).isEqualTo(NOW.plusSeconds(60));
    assertThat(token.claims())
        .isUnmodifiable()
        .containsExactly(
            Map.entry("token_type", "refresh"),
            Map.entry("exp", SECONDS + 60),
            Map.entry("iat", SECONDS),
            Map.entry("jti", "j1"),
            Map.entry("user_id", 42L),
            Map.entry("sid", "s1"),
            Map.entry("iss", "us"),
            Map.entry("aud", "them"));
  }

  @Test
  void tokensOfSimplejwtAreVerified() {
    VerifiedJwt token = verifier.verify(token(HEADER, PAYLOAD));

    assertThat(token.sessionId()).isEmpty();
    assertThat(token.issuedAt()).isEmpty();
    assertThat(token).hasToString("VerifiedJwt[access until 2030-01-01T00:01:00Z ****]");
  }

  @Test
  void aTokenOfAnOlderKeyIsVerified() {
    JwtSigner before = new JwtSigner(new KeyRing(OLDER_KEY, List.of()), PLAIN);
    JwtClaims claims = new JwtClaims(TokenType.ACCESS, "j1", "u1", "s1", NOW, NOW.plusSeconds(60));

    assertThat(verifier.verify(before.sign(claims)).userId()).isEqualTo("u1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"alg\":\"HS256\"}", "{\"typ\":\"jwt\",\"alg\":\"HS256\",\"x5t\":\"a\"}"})
  void otherHarmlessHeadersAreVerified(String header) {
    assertThat(verifier.verify(token(header, PAYLOAD)).jti()).isEqualTo("j1");
  }

  @Test
  void claimsThatAreNullAndNotOursAreLeftOut() {
    VerifiedJwt token = verifier.verify(tokenWith("\"x\":null,\"y\":[1]"));

    assertThat(token.claims()).doesNotContainKey("x").containsEntry("y", List.of(1L));
  }

  // The signature and its key.

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "nOnE", "NONE", "", "hs256", "HS256 ", "HS384", "RS256"})
  void algorithmsOtherThanTheKeysAreRefused(String alg) {
    String header = "{\"alg\":\"" + alg + "\",\"typ\":\"JWT\"}";
    String parts = ForgedJwt.base64(header) + "." + ForgedJwt.base64(PAYLOAD);

    assertInvalid(parts);
    assertInvalid(parts + ".");
    assertInvalid(parts + ".AAAA");
    assertInvalid(token(header, PAYLOAD));
  }

  @Test
  void oneKeySignsWithOneAlgorithm() {
    for (JwtAlgorithm other : List.of(JwtAlgorithm.HS256, JwtAlgorithm.HS384)) {
      String header = "{\"alg\":\"" + other + "\",\"kid\":\"" + OLDER_KEY.kid() + "\"}";

      assertInvalid(ForgedJwt.of(header, PAYLOAD, other.jdkName(), OLDER_SECRET));
    }
    String good = "{\"alg\":\"HS512\",\"kid\":\"" + OLDER_KEY.kid() + "\"}";
    assertThat(verifier.verify(ForgedJwt.of(good, PAYLOAD, "HmacSHA512", OLDER_SECRET)).jti())
        .isEqualTo("j1");
  }

  @Test
  void theWrongMacUnderTheRightNameIsRefused() {
    assertInvalid(ForgedJwt.of(HEADER, PAYLOAD, "HmacSHA384", SECRET));
    assertInvalid(ForgedJwt.of(HEADER, PAYLOAD, "HmacSHA1", SECRET));
  }

  @Test
  void aTokenOfAnotherSecretIsRefused() {
    assertInvalid(ForgedJwt.of(HEADER, PAYLOAD, "HmacSHA256", OLDER_SECRET));
    assertInvalid(ForgedJwt.of(HEADER, PAYLOAD, "HmacSHA256", new byte[32]));
  }

  @Test
  void anyChangedCharacterIsRefused() {
    String good = token(HEADER, PAYLOAD);
    Random random = new Random(1);

    for (int i = 0; i < good.length(); i++) {
      char changed = "ABCDabcd0123-_.=+/ \n".charAt(random.nextInt(20));
      if (changed != good.charAt(i)) {
        assertInvalid(good.substring(0, i) + changed + good.substring(i + 1));
      }
      assertInvalid(good.substring(0, i));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"../../../dev/null\"",
        "\"' or 1=1\"",
        "\"\"",
        "null",
        "1",
        "{}",
        "[\"@\"]",
        "\"@ \"",
        "\"@\",\"kid\":\"@\""
      })
  void aKeyThatIsNotInTheRingIsRefused(String kid) {
    String good = "{\"alg\":\"HS256\",\"kid\":\"@\"}".replace("@", KEY.kid());
    String bad = ("{\"alg\":\"HS256\",\"kid\":" + kid + "}").replace("@", KEY.kid());

    assertThat(verifier.verify(token(good, PAYLOAD)).jti()).isEqualTo("j1");
    assertInvalid(token(bad, PAYLOAD));
  }

  @Test
  void aKeyOfAnotherAlgorithmIsRefused() {
    assertInvalid(token("{\"alg\":\"HS256\",\"kid\":\"" + OLDER_KEY.kid() + "\"}", PAYLOAD));
    assertInvalid(token("{\"alg\":\"HS512\",\"kid\":\"" + KEY.kid() + "\"}", PAYLOAD));
  }

  // The form.

  @Test
  void fewerOrMorePartsThanThreeAreRefused() {
    String good = token(HEADER, PAYLOAD);

    for (String text : List.of("", ".", "..", "...", "....", "a", "a.b", "a.b.c.d.e")) {
      assertInvalid(text);
    }
    assertInvalid(good + ".");
    assertInvalid("." + good);
    assertInvalid(good + ".AAAA");
    assertInvalid(good + ".AAAA.AAAA");
    assertInvalid(good.replaceFirst("\\.", ".."));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"=", "==", " ", "\n", "\r\n", "\t", "\0", "A", "é"})
  void charactersAroundAPartAreRefused(String extra) {
    String header = ForgedJwt.base64(HEADER);
    String payload = ForgedJwt.base64(PAYLOAD);

    assertInvalid(token(HEADER, PAYLOAD) + extra);
    assertInvalid(extra + token(HEADER, PAYLOAD));
    assertInvalid(ForgedJwt.signed(header + extra + "." + payload, "HmacSHA256", SECRET));
    assertInvalid(ForgedJwt.signed(header + "." + payload + extra, "HmacSHA256", SECRET));
  }

  @Test
  void aSecondSpellingOfTheSameSignatureIsRefused() {
    String good = token(HEADER, PAYLOAD);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(good.charAt(good.length() - 1));

    // 32 bytes leave two bits of the last character unused.
    for (int stray = 1; stray < 4; stray++) {
      assertInvalid(good.substring(0, good.length() - 1) + alphabet.charAt(last ^ stray));
    }
  }

  @Test
  void strayBitsInWhatWasSignedAreRefused() {
    String payload = ForgedJwt.base64(PAYLOAD + " ".repeat((4 - PAYLOAD.length() % 3) % 3));
    assertThat(payload.length() % 4).isEqualTo(2); // One byte over: four unused bits.
    String stray =
        payload.substring(0, payload.length() - 1)
            + (char) (payload.charAt(payload.length() - 1) + 1);

    assertThat(
            verifier
                .verify(
                    ForgedJwt.signed(
                        ForgedJwt.base64(HEADER) + "." + payload, "HmacSHA256", SECRET))
                .jti())
        .isEqualTo("j1");
    assertInvalid(ForgedJwt.signed(ForgedJwt.base64(HEADER) + "." + stray, "HmacSHA256", SECRET));
  }

  @Test
  void tokensAreReadTo8192CharactersAndNoFurther() {
    String longest = tokenOfLength(8192);
    String longer = tokenOfLength(8193);

    assertThat(verifier.verify(longest).jti()).isEqualTo("j1");
    assertInvalid(longer);
  }

  // The header.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"crit\":[\"exp\"]",
        "\"crit\":[]",
        "\"crit\":\"b64\"",
        "\"b64\":false",
        "\"b64\":true",
        "\"b64\":\"false\"",
        "\"zip\":\"DEF\"",
        "\"zip\":\"GZIP\"",
        "\"enc\":\"A128GCM\"",
        "\"cty\":\"JWT\"",
        "\"cty\":\"\"",
        "\"jku\":\"http://127.0.0.1:1/\"",
        "\"x5u\":\"http://127.0.0.1:1/\"",
        "\"x5c\":[\"MIIB\"]",
        "\"x5c\":\"MIIB\"",
        "\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}",
        "\"jwk\":\"AAAA\"",
        "\"typ\":\"JOSE\"",
        "\"typ\":\"at+jwt\"",
        "\"typ\":\"\"",
        "\"typ\":null",
        "\"typ\":1",
        "\"x\":1",
        "\"x\":null",
        "\"x\":{}",
        "\"alg\":\"HS256\"",
        "\"al\\u0067\":\"none\""
      })
  void aHeaderWithMoreThanWeUnderstandIsRefused(String member) {
    assertThat(verifier.verify(token("{\"alg\":\"HS256\"}", PAYLOAD)).jti()).isEqualTo("j1");
    assertInvalid(token("{\"alg\":\"HS256\"," + member + "}", PAYLOAD));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "\"HS256\"",
        "{\"alg\":null}",
        "{\"alg\":[\"HS256\"]}",
        "{\"alg\":\"HS256\"} x",
        "\uFEFF{\"alg\":\"HS256\"}",
        "{\"ALG\":\"HS256\"}"
      })
  void aHeaderThatIsNoneIsRefused(String header) {
    assertInvalid(token(header, PAYLOAD));
  }

  @ParameterizedTest
  @CsvSource({"128, true", "129, false"})
  void kidsAreReadTo128Characters(int length, boolean read) {
    String header = "{\"alg\":\"HS256\",\"kid\":\"" + "k".repeat(length) + "\"}";

    assertThat(isWellFormed(token(header, PAYLOAD))).isEqualTo(read);
    assertInvalid(token(header, PAYLOAD));
  }

  @Test
  void anEncryptedTokenIsRefused() {
    String header = "{\"alg\":\"dir\",\"enc\":\"A256GCM\"}";

    assertInvalid(ForgedJwt.base64(header) + "..AAAA.AAAA.AAAA");
    assertInvalid(ForgedJwt.base64(header) + ".AAAA.AAAA.AAAA.AAAA");
    assertInvalid(
        ForgedJwt.base64(
                "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A256GCM\",\"p2c\":2147483647,\"p2s\":\"A\"}")
            + ".AAAA.AAAA.AAAA.AAAA");
  }

  // The claims.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exp", "iat", "nbf",
      })
  void timesThatAreNoWholeSecondsAreRefused(String claim) {
    String whole = "1893456001";
    String payload =
        "{\"token_type\":\"access\",\"jti\":\"j1\",\"user_id\":42"
            + (claim.equals("exp") ? "" : ",\"exp\":" + whole)
            + ",\""
            + claim
            + "\":@}";

    assertThat(isGood(payload.replace("@", claim.equals("exp") ? whole : "1893456000"))).isTrue();
    for (String time :
        List.of(
            "\"" + whole + "\"",
            "\"2031-01-01T00:00:00Z\"",
            "\"1999-01-01T00:00:00Z\"",
            whole + ".0",
            whole + ".5",
            "1.893456001e9",
            "1e400",
            "1e9",
            "-1",
            "-1893456001",
            "253402300800",
            "9223372036854775807",
            "9223372036854775808",
            "1893456001000000000000",
            "null",
            "true",
            "[]",
            "[" + whole + "]",
            "{}",
            "\"\"")) {
      assertInvalid(token(HEADER, payload.replace("@", time)));
    }
  }

  @Test
  void theFirstMomentOf1970IsRead() {
    assertThat(verifier.verify(tokenWith("\"iat\":0")).issuedAt()).contains(Instant.EPOCH);
  }

  @Test
  void theLastMomentOfTheYear9999IsRead() {
    String payload = PAYLOAD.replace(String.valueOf(SECONDS + 60), "253402300799");

    assertThat(verifier.verify(token(HEADER, payload)).expiresAt())
        .isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"token_type", "exp", "jti", "user_id"})
  void claimsThatMustBeThereAreRequired(String claim) {
    String without = PAYLOAD.replace("\"" + claim + "\"", "\"x\"");

    assertThat(without).isNotEqualTo(PAYLOAD);
    assertInvalid(token(HEADER, without));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "token_type | null",
        "token_type | 1",
        "token_type | [\"access\"]",
        "jti | \"\"",
        "jti | 1",
        "jti | null",
        "jti | {}",
        "user_id | \"\"",
        "user_id | 1.0",
        "user_id | null",
        "user_id | true",
        "user_id | [42]",
        "user_id | 9223372036854775808",
        "sid | 1",
        "sid | null",
        "iss | 1",
        "iss | null",
      })
  void claimsOfTheWrongTypeAreRefused(String claim, String value) {
    assertInvalid(tokenWith("\"" + claim + "\":" + value));
  }

  @ParameterizedTest
  @CsvSource({"jti, 255, true", "jti, 256, false", "user_id, 255, true", "user_id, 256, false"})
  void idsAreReadTo255Characters(String claim, int length, boolean good) {
    assertThat(isGood(payloadWith("\"" + claim + "\":\"" + "i".repeat(length) + "\"")))
        .isEqualTo(good);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"exp\":4000000000,\"exp\":4000000000", "\"user_id\":1,\"user_id\":1",
        "\"x\":1,\"x\":2", "\"x\":\"\\ud800\""
      })
  void claimsSaidTwiceOrHalfAreRefused(String members) {
    assertInvalid(tokenWith(members));
  }

  @Test
  void aPayloadThatIsNoStrictJsonObjectIsRefused() {
    for (String payload :
        List.of("\uFEFF" + PAYLOAD, PAYLOAD + "x", "[" + PAYLOAD + "]", "\"x\"")) {
      assertInvalid(token(HEADER, payload));
    }
  }

  @Test
  void aPayloadOfBadUtf8IsRefused() {
    byte[] payload = PAYLOAD.replace("j1", "j?").getBytes(UTF_8);
    payload[PAYLOAD.indexOf("j1") + 1] = (byte) 0xE9;

    assertInvalid(ForgedJwt.of(HEADER.getBytes(UTF_8), payload, "HmacSHA256", SECRET));
  }

  // Time.

  @ParameterizedTest(name = "exp {0} s from now, leeway {1} ms: {2}")
  @CsvSource({
    "1, 0, good", "0, 0, TOKEN_EXPIRED", "-1, 0, TOKEN_EXPIRED",
    "-9, 10000, good", "-10, 10000, TOKEN_EXPIRED", "-11, 10000, TOKEN_EXPIRED",
    "0, 1, good", "-1, 1000, TOKEN_EXPIRED", "-1, 1001, good",
  })
  void aTokenIsExpiredFromExpPlusLeewayOn(long expIn, long leewayMillis, String expected) {
    String payload = PAYLOAD.replace(String.valueOf(SECONDS + 60), String.valueOf(SECONDS + expIn));

    assertThat(outcome(verifier(leeway(leewayMillis)), token(HEADER, payload))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} s from now, leeway {1} ms: {2}")
  @CsvSource({
    "0, 0, good",
    "1, 0, TOKEN_INVALID",
    "-1, 0, good",
    "10, 10000, good",
    "11, 10000, TOKEN_INVALID",
    "1, 999, TOKEN_INVALID",
    "1, 1000, good",
  })
  void aTokenIsGoodFromIatAndNbfMinusLeewayOn(long in, long leewayMillis, String expected) {
    for (String claim : List.of("iat", "nbf")) {
      String token = tokenWith("\"" + claim + "\":" + (SECONDS + in));

      assertThat(outcome(verifier(leeway(leewayMillis)), token)).as(claim).isEqualTo(expected);
    }
  }

  @Test
  void anExpiredTokenWithAnotherFlawIsInvalid() {
    String expired = PAYLOAD.replace(String.valueOf(SECONDS + 60), "1");

    assertThat(outcome(verifier, token(HEADER, expired))).isEqualTo("TOKEN_EXPIRED");
    assertInvalid(ForgedJwt.of(HEADER, expired, "HmacSHA256", OLDER_SECRET));
    assertInvalid(token(HEADER, expired.replace("jti", "x")));
    assertInvalid(token(HEADER, expired.replace("}", ",\"aud\":\"them\"}")));
  }

  // Issuer, audience, type.

  @ParameterizedTest(name = "policy {0}, token {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '`',
      value = {
        "-  | -          | good",
        "-  | \"us\"    | good",
        "us | \"us\"     | good",
        "us | -         | TOKEN_INVALID",
        "us | \"US\" | TOKEN_INVALID",
        "us | \"us \"    | TOKEN_INVALID",
        "us | [\"us\"] | TOKEN_INVALID",
      })
  void theIssuerMustBeOursIfWeHaveOne(String policy, String claim, String expected) {
    JwtPolicy issuer = new JwtPolicy(Optional.ofNullable(policy), Optional.empty(), Duration.ZERO);
    String token = claim == null ? token(HEADER, PAYLOAD) : tokenWith("\"iss\":" + claim);

    assertThat(outcome(verifier(issuer), token)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "policy {0}, token {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '`',
      value = {
        "-  | -               | good", "-  | \"us\"         | TOKEN_INVALID",
        "-  | []              | TOKEN_INVALID", "-  | null  | TOKEN_INVALID",
        "us | \"us\"          | good", "us | [\"us\"]       | good",
        "us | [\"a\",\"us\"]  | good", "us | [\"a\"]        | TOKEN_INVALID",
        "us | []              | TOKEN_INVALID", "us | -     | TOKEN_INVALID",
        "us | \"US\"          | TOKEN_INVALID", "us | \"us,a\" | TOKEN_INVALID",
        "us | [\"us\",1]      | TOKEN_INVALID", "us | {\"us\":1} | TOKEN_INVALID",
      })
  void theAudienceMustBeUs(String policy, String claim, String expected) {
    JwtPolicy audience =
        new JwtPolicy(Optional.empty(), Optional.ofNullable(policy), Duration.ZERO);
    String token = claim == null ? token(HEADER, PAYLOAD) : tokenWith("\"aud\":" + claim);

    assertThat(outcome(verifier(audience), token)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "a token of type {0} is for {1}: {2}")
  @CsvSource({
    "access, ACCESS, true", "access, REFRESH, false", "refresh, ACCESS, false",
    "refresh, REFRESH, true", "sliding, ACCESS, false", "Access, ACCESS, false",
    "'', ACCESS, false",
  })
  void aTokenIsForItsTypeAlone(String type, TokenType required, boolean fits) {
    VerifiedJwt token = verifier.verify(token(HEADER, PAYLOAD.replace("access", type)));

    AuthException refusal =
        catchThrowableOfType(AuthException.class, () -> token.requireType(required));

    assertThat(refusal == null).isEqualTo(fits);
    assertThat(fits || refusal.error() == AuthError.TOKEN_WRONG_TYPE).isTrue();
  }

  private static JwtVerifier verifier(JwtPolicy policy) {
    return new JwtVerifier(RING, policy, InstantSource.fixed(NOW));
  }

  private static JwtPolicy leeway(long millis) {
    return new JwtPolicy(Optional.empty(), Optional.empty(), Duration.ofMillis(millis));
  }

  private static String token(String header, String payload) {
    return ForgedJwt.of(header, payload, "HmacSHA256", SECRET);
  }

  /** A good token but for these members, which replace those of the same name. */
  private static String tokenWith(String members) {
    return token(HEADER, payloadWith(members));
  }

  private static String payloadWith(String members) {
    String name = members.substring(1, members.indexOf('"', 1));
    String others = PAYLOAD.replaceFirst("\"" + name + "\":[^,}]+", "\"z\":0");
    return others.substring(0, others.length() - 1) + "," + members + "}";
  }

  private static String tokenOfLength(int length) {
    for (int padding = 0; ; padding++) {
      String token = tokenWith("\"x\":\"" + "x".repeat(padding) + "\"");
      if (token.length() >= length) {
        assertThat(token.length()).isEqualTo(length);
        return token;
      }
    }
  }

  private boolean isGood(String payload) {
    return outcome(verifier, token(HEADER, payload)).equals("good");
  }

  private static boolean isWellFormed(String token) {
    try {
      CompactJws.read(token);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void assertInvalid(String token) {
    assertThat(outcome(verifier, token)).as(token).isEqualTo("TOKEN_INVALID");
  }

  private static String outcome(JwtVerifier verifier, String token) {
    try {
      verifier.verify(token);
      return "good";
    } catch (AuthException e) {
      return e.error().name();
    }
  }
}
