package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashesTest {
  private static final String SALT = "refSaltRefSaltRefSalt0";

  // Rows of auth_user that Django 3.2 wrote.
  private static final String MAMUN =
      "pbkdf2_sha256$260000$refSaltRefSaltRefSalt0$Sn4gd8/5ptcPb7up0t936TdBzXvGqFInlweOApXUo38=";
  private static final String ADMIN =
      "pbkdf2_sha256$260000$refSaltRefSaltRefSalt0$+KrVeMJHlA4wUGejzx/G1fXtEVEY3uGPvro7vH/jLLU=";
  private static final String RAHIM =
      "pbkdf2_sha256$260000$refSaltRefSaltRefSalt0$9YDwuY+jnoMcLkpn4JoYOtiPKY6EKbClXPF8YNk6cN4=";

  private static final byte[] QUERY = {'?'};

  private final CountingDerivation derivation = new CountingDerivation();
  private final PasswordHashes hashes =
      new PasswordHashes(
          PasswordPolicy.of(new Pbkdf2Encoding(2_000)), new FixedRandom(), derivation);

  // What matches.

  @ParameterizedTest
  @CsvSource({MAMUN + ", 1234", ADMIN + ", admin-pass-1", RAHIM + ", rahim-pass"})
  void rowsThatDjangoWroteMatchTheirPasswords(String stored, String password) {
    assertThat(hashes.matches(password, stored)).isTrue();
    assertThat(hashes.matches(password + " ", stored)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "1234", "pässwörd", "\u0130\ud83d\ude00", " spaces kept "})
  void whatIsEncodedMatchesItself(String password) {
    String stored = hashes.encode(password);

    assertThat(stored).matches("pbkdf2_sha256\\$2000\\$[A-Za-z0-9]{22}\\$[A-Za-z0-9+/]{43}=");
    assertThat(hashes.matches(password, stored)).isTrue();
    assertThat(hashes.matches(password + "x", stored)).isFalse();
    assertThat(hashes.needsUpgrade(stored)).isFalse();
  }

  @Test
  void twoEncodingsOfOnePasswordDiffer() {
    PasswordHashes random =
        new PasswordHashes(PasswordPolicy.of(new Pbkdf2Encoding(1_000)), new SecureRandom());

    assertThat(random.encode("1234")).isNotEqualTo(random.encode("1234"));
  }

  @Test
  void sha1RowsMatch() {
    String stored = stored("pbkdf2_sha1", HashFunction.SHA1, "1234", SALT, 2_000);

    assertThat(hashes.matches("1234", stored)).isTrue();
    assertThat(hashes.matches("12345", stored)).isFalse();
  }

  @Test
  void passwordsThatOnlyNormalisationMakesEqualDiffer() {
    assertThat(hashes.matches("e\u0301", hashes.encode("\u00e9"))).isFalse();
  }

  // What never matches.

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "!",
        "!abcdefghijklmnopqrstuvwxyzabcdefghijklmnop",
        "1234",
        "$",
        "$$$",
        "md5$salt$hash",
        "pbkdf2_sha256",
        "pbkdf2_sha256$2000$salt",
        "pbkdf2_sha256$2000$salt$",
        "pbkdf2_sha256$2000$salt$AAAA",
        "pbkdf2_sha256$2000$salt$!!!!",
        "pbkdf2_sha512$2000$salt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "pbkdf2_sha256$0$salt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "pbkdf2_sha256$-1$salt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "pbkdf2_sha256$5000001$salt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "pbkdf2_sha256$99999999999$salt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "pbkdf2_sha256$2000$$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "pbkdf2_sha256$2000$sa$lt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
      })
  void aStoredValueThatIsNoHashNeverMatchesAndCostsOneHash(String stored) {
    assertThat(hashes.matches("1234", stored)).isFalse();
    assertThat(hashes.matches("", stored)).isFalse();

    assertThat(derivation.rounds).isEqualTo(2 * 2_000);
  }

  @Test
  void aRowThatDiffersInOneCharacterOfFormNeverMatches() {
    String good = hashes.encode("1234");

    assertThat(hashes.matches("1234", good)).isTrue();
    assertThat(hashes.matches("1234", good + "\n")).isFalse();
    assertThat(hashes.matches("1234", " " + good)).isFalse();
    assertThat(hashes.matches("1234", good.replace("=", ""))).isFalse();
    assertThat(hashes.matches("1234", good.replace("$2000$", "$02000$"))).isFalse();
    assertThat(hashes.matches("1234", good.replace("$2000$", "$+2000$"))).isFalse();
    assertThat(hashes.matches("1234", good.replace("$2000$", "$2001$"))).isFalse();
    assertThat(hashes.matches("1234", good.replace("sha256", "SHA256"))).isFalse();
    assertThat(hashes.matches("1234", withStrayBits(good))).isFalse();
  }

  @Test
  void passwordsNobodyCanHaveNeverMatchAndCostOneHash() {
    for (String password : new String[] {"1234\0", "\0", "x".repeat(8193), "é".repeat(4097)}) {
      derivation.rounds = 0;

      assertThat(hashes.matches(password, sha256("1234", SALT, 2_000))).isFalse();

      assertThat(derivation.rounds).isEqualTo(2_000);
    }
  }

  @Test
  void thePasswordHashedInTheirPlaceOpensNothing() {
    String stored = sha256("stand-in", SALT, 2_000);

    assertThat(hashes.matches("stand-in", stored)).isTrue();
    assertThat(hashes.matches("\0", stored)).isFalse();
    assertThat(hashes.matches("x".repeat(8193), stored)).isFalse();
  }

  @Test
  void halfASurrogatePairIsNoQuestionMark() {
    assertThat(hashes.matches("?", sha256("?", SALT, 2_000))).isTrue();
    assertThat(hashes.matches("\ud800", sha256("?", SALT, 2_000))).isFalse();
  }

  @Test
  void aCharacterThatLatin1LacksIsNoQuestionMark() {
    String stored = "{SHA}" + Base64.getEncoder().encodeToString(HashFunction.SHA1.digest(QUERY));

    assertThat(hashes.matches("?", stored)).isTrue();
    assertThat(hashes.matches("\u20ac", stored)).isFalse();
  }

  @Test
  void theLongestPasswordMatches() {
    String longest = "x".repeat(8192);

    assertThat(hashes.matches(longest, sha256(longest, SALT, 2_000))).isTrue();
  }

  @Test
  void whatNeverMatchesIsNotEncoded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hashes.encode("x".repeat(8193)))
        .withMessage(
            "Password is longer than 8192 bytes of UTF-8, or has a NUL or half a surrogate pair");
    assertThatIllegalArgumentException().isThrownBy(() -> hashes.encode("\0"));
    assertThatIllegalArgumentException().isThrownBy(() -> hashes.encode("\udc00"));
  }

  // What it costs.

  @Test
  void burningCostsOneHash() {
    hashes.burn("1234");

    assertThat(derivation.rounds).isEqualTo(2_000);
  }

  @ParameterizedTest(name = "{0} iterations stored, password {1}: {2} rounds")
  @CsvSource({
    "1999, right, 1999", "1999, wrong, 2000",
    "2000, right, 2000", "2000, wrong, 2000",
    "2001, right, 2001", "2001, wrong, 2001",
    "1, right, 1", "1, wrong, 2000",
  })
  void aWrongPasswordCostsAtLeastOnePreferredHash(int iterations, String password, int rounds) {
    String stored = sha256("right", SALT, iterations);

    boolean matches = hashes.matches(password, stored);

    assertThat(matches).isEqualTo(password.equals("right"));
    assertThat(derivation.rounds).isEqualTo((long) rounds);
  }

  @Test
  void aWrongPasswordOnAWeakSha1RowIsPaddedToo() {
    boolean matches =
        hashes.matches("wrong", stored("pbkdf2_sha1", HashFunction.SHA1, "right", SALT, 500));

    assertThat(matches).isFalse();
    assertThat(derivation.rounds).isEqualTo(2_000);
  }

  @Test
  void encodingCostsOneHash() {
    hashes.encode("1234");

    assertThat(derivation.rounds).isEqualTo(2_000);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"pbkdf2_sha256$40000", "bcrypt$7", "argon2id$m=4096,t=2,p=1"})
  void aWrongPasswordOnAnyRowCostsAtLeastOnePreferredHash(String encoding) {
    PasswordEncoding preferred = PasswordEncoding.parse(encoding);
    PasswordHashes any =
        new PasswordHashes(PasswordPolicy.of(preferred), new SecureRandom(), derivation);

    for (String row : rowsOfEveryFamily()) {
      derivation.rounds = 0;
      long ofDigests = new StoredFormats(derivation).read(row).orElseThrow().rounds();

      assertThat(any.matches("wrong", row)).isFalse();

      // What digests cost does not go through what is counted.
      assertThat(derivation.rounds + ofDigests).as(row).isGreaterThanOrEqualTo(preferred.rounds());
      assertThat(derivation.rounds).as(row).isPositive();
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"pbkdf2_sha256$2000", "bcrypt$5", "argon2id$m=64,t=1,p=1"})
  void nobodyAndMalformedRowsCostExactlyOnePreferredHash(String encoding) {
    PasswordEncoding preferred = PasswordEncoding.parse(encoding);
    PasswordHashes any =
        new PasswordHashes(PasswordPolicy.of(preferred), new SecureRandom(), derivation);

    any.burn("1234");
    any.matches("1234", null);
    any.matches("1234", "!");
    any.matches("1234", "$2a$31$" + "a".repeat(21) + "e" + "a".repeat(31));
    any.matches("1234", "$argon2id$v=19$m=4194304,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g");
    any.matches("1234", "scrypt$1073741824$salt$8$1$" + "A".repeat(86) + "==");
    any.matches("1234", "$6$rounds=999999999$salt$" + "a".repeat(86));
    any.matches("1234", "$shiro1$SHA-256$999999999$AAAA$" + "A".repeat(43) + "=");

    assertThat(derivation.rounds).isEqualTo(8 * preferred.rounds());
  }

  @Test
  void aRightPasswordOfWhoIsRefusedIsPaddedLikeAWrongOne() {
    String stored = sha256("1234", SALT, 500);

    assertThat(hashes.matches("1234", stored)).isTrue();
    hashes.pad("1234", stored, Optional.empty());

    assertThat(derivation.rounds).isEqualTo(2_000);
  }

  private static List<String> rowsOfEveryFamily() {
    return Vectors.all()
        .filter(vector -> vector.stored().length() > 20)
        .filter(vector -> !vector.stored().contains("500000"))
        .collect(Collectors.toMap(Vectors.Vector::origin, Vectors.Vector::stored, (a, b) -> a))
        .values()
        .stream()
        .sorted()
        .toList();
  }

  // Pepper.

  @Test
  void newPasswordsArePepperedAndOldOnesGoOnMatching() {
    String old = hashes.encode("1234");
    PasswordHashes peppered = peppered("first");
    String stored = peppered.encode("1234");

    assertThat(stored).startsWith("{pepper}pbkdf2_sha256$2000$");
    assertThat(peppered.matches("1234", stored)).isTrue();
    assertThat(peppered.matches("12345", stored)).isFalse();
    assertThat(peppered("second").matches("1234", stored)).isFalse();
    assertThat(hashes.matches("1234", stored)).isFalse();
    assertThat(hashes.matches("1234", stored.substring("{pepper}".length()))).isFalse();
    assertThat(peppered.matches("1234", old)).isTrue();
    assertThat(peppered.needsUpgrade(old)).isTrue();
    assertThat(peppered.needsUpgrade(stored)).isFalse();
    assertThat(hashes.needsUpgrade(stored)).isTrue();
  }

  @Test
  void pepperIsHmacSha256InHex() {
    // printf 1234 | openssl dgst -sha256 -hmac first
    String key = "1a242e965c89a685eccbe992601fd5eafcf36bf10f541b7441f649af4bfc007a";

    String stored = sha256(key, SALT, 2_000);

    assertThat(peppered("first").matches("1234", "{pepper}" + stored)).isTrue();
  }

  private PasswordHashes peppered(String pepper) {
    return new PasswordHashes(
        new PasswordPolicy(
            new Pbkdf2Encoding(2_000),
            Optional.empty(),
            Optional.of(new Pepper(pepper.getBytes(UTF_8)))),
        new FixedRandom(),
        derivation);
  }

  // What is stored anew.

  @ParameterizedTest(name = "{0} iterations, salt of {1}: needs upgrade = {2}")
  @CsvSource({
    "1999, 22, true", "2000, 22, false", "2001, 22, true",
    "2000, 21, true", "2000, 23, false", "2000, 12, true",
  })
  void otherIterationsAndShortSaltsNeedAnUpgrade(int iterations, int saltLength, boolean needed) {
    String stored = sha256("1234", "s".repeat(saltLength), iterations);

    assertThat(hashes.needsUpgrade(stored)).isEqualTo(needed);
  }

  @ParameterizedTest(name = "{0} iterations stored, 5000000 preferred: needs upgrade = {1}")
  @CsvSource({"4999999, true", "5000000, false", "5000001, true"})
  void rowsAreReadTo5000000Iterations(int iterations, boolean needed) {
    PasswordHashes costly =
        new PasswordHashes(
            PasswordPolicy.of(new Pbkdf2Encoding(5_000_000)), new FixedRandom(), derivation);

    assertThat(costly.needsUpgrade(MAMUN.replace("260000", String.valueOf(iterations))))
        .isEqualTo(needed);
    assertThat(derivation.rounds).isZero();
  }

  @Test
  void otherFormatsNeedAnUpgrade() {
    assertThat(hashes.needsUpgrade(stored("pbkdf2_sha1", HashFunction.SHA1, "1234", SALT, 2_000)))
        .isTrue();
    assertThat(hashes.needsUpgrade("md5$salt$hash")).isTrue();
  }

  private static String sha256(String password, String salt, int iterations) {
    return stored("pbkdf2_sha256", HashFunction.SHA256, password, salt, iterations);
  }

  private static String stored(
      String name, HashFunction hash, String password, String salt, int iterations) {
    byte[] key =
        Pbkdf2.derive(
            hash, password.getBytes(UTF_8), salt.getBytes(UTF_8), iterations, hash.digestBytes());
    return name + "$" + iterations + "$" + salt + "$" + Base64.getEncoder().encodeToString(key);
  }

  /** The same row with the last digit of its base64 moved within the bits that are not used. */
  private static String withStrayBits(String row) {
    char last = row.charAt(row.length() - 2);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char moved = alphabet.charAt(alphabet.indexOf(last) ^ 1);
    String changed = row.substring(0, row.length() - 2) + moved + "=";
    assertThat(decoded(changed)).isEqualTo(decoded(row));
    return changed;
  }

  private static byte[] decoded(String row) {
    return Base64.getDecoder().decode(row.substring(row.lastIndexOf('$') + 1));
  }

  private static final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private int next;

    @Override
    public int nextInt(int bound) {
      next = (next + 7) % bound;
      return next;
    }
  }
}
