package dev.portcullis.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordEncodingTest {
  private final CountingDerivation derivation = new CountingDerivation();

  @ParameterizedTest
  @ValueSource(ints = {1_000, 600_000, 5_000_000})
  void iterationsWithinTheBoundsAreRead(int iterations) {
    assertThat(PasswordEncoding.parse("pbkdf2_sha256$" + iterations))
        .isEqualTo(new Pbkdf2Encoding(iterations));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 12, 15})
  void costsWithinTheBoundsAreRead(int cost) {
    assertThat(PasswordEncoding.parse("bcrypt$" + cost)).isEqualTo(new BcryptEncoding(cost));
  }

  @ParameterizedTest
  @CsvSource({"8, 1, 1", "64, 10, 8", "19456, 2, 1", "262144, 10, 8"})
  void memoryPassesAndLanesWithinTheBoundsAreRead(int memory, int passes, int lanes) {
    assertThat(PasswordEncoding.parse("argon2id$m=" + memory + ",t=" + passes + ",p=" + lanes))
        .isEqualTo(new Argon2Encoding(memory, passes, lanes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pbkdf2_sha256$999       | iterations = 999: want 1000 to 5000000",
        "pbkdf2_sha256$5000001   | iterations = 5000001: want 1000 to 5000000",
        "bcrypt$3                | cost = 3: want 4 to 15",
        "bcrypt$16               | cost = 16: want 4 to 15",
        "argon2id$m=7,t=1,p=1    | m=7,t=1,p=1: want m from 8 * p to 262144, t from 1 to 10, p from 1 to 8",
        "argon2id$m=63,t=1,p=8   | m=63,t=1,p=8: want m from 8 * p to 262144, t from 1 to 10, p from 1 to 8",
        "argon2id$m=262145,t=1,p=1 | m=262145,t=1,p=1: want m from 8 * p to 262144, t from 1 to 10, p from 1 to 8",
        "argon2id$m=128,t=11,p=1 | m=128,t=11,p=1: want m from 8 * p to 262144, t from 1 to 10, p from 1 to 8",
        "argon2id$m=128,t=1,p=9  | m=128,t=1,p=9: want m from 8 * p to 262144, t from 1 to 10, p from 1 to 8",
      })
  void costsBeyondTheBoundsAreRefused(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PasswordEncoding.parse(text))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pbkdf2_sha256",
        "pbkdf2_sha256$",
        "pbkdf2_sha256$-1",
        "pbkdf2_sha256$0600000",
        "pbkdf2_sha256$600000$",
        "pbkdf2_sha256$600,000",
        "pbkdf2_sha1$600000",
        "bcrypt",
        "bcrypt$012",
        "bcrypt$$2b$12",
        "argon2i$m=19456,t=2,p=1",
        "argon2id$t=2,m=19456,p=1",
        " pbkdf2_sha256$600000",
        "pbkdf2_sha256$9999999999"
      })
  void anyOtherTextIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PasswordEncoding.parse(text))
        .withMessage(
            "\""
                + text
                + "\": want a format and its cost: pbkdf2_sha256$600000, bcrypt$12 or"
                + " argon2id$m=19456,t=2,p=1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pbkdf2_sha256$1000    | pbkdf2_sha256\\$1000\\$[A-Za-z0-9]{22}\\$[A-Za-z0-9+/]{43}=",
        "bcrypt$4              | \\$2b\\$04\\$[./A-Za-z0-9]{53}",
        "argon2id$m=64,t=1,p=2 | \\$argon2id\\$v=19\\$m=64,t=1,p=2\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}",
      })
  void eachWritesItsSyntaxAndReadsItAgain(String text, String form) {
    for (Optional<Pepper> pepper :
        List.of(Optional.<Pepper>empty(), Optional.of(new Pepper(new byte[] {1, 2, 3})))) {
      PasswordPolicy policy =
          new PasswordPolicy(PasswordEncoding.parse(text), Optional.empty(), pepper);
      PasswordHashes hashes = new PasswordHashes(policy, new SecureRandom());

      String stored = hashes.encode("pässwörd");

      assertThat(stored).matches(pepper.map(any -> "\\{pepper\\}").orElse("") + form);
      assertThat(stored).hasSize(PasswordHashes.encodedLength(policy));
      assertThat(hashes.matches("pässwörd", stored)).isTrue();
      assertThat(hashes.matches("passwörd", stored)).isFalse();
      assertThat(hashes.needsUpgrade(stored)).isFalse();
      assertThat(hashes.encode("pässwörd")).isNotEqualTo(stored);
    }
  }

  @ParameterizedTest(name = "{0} stored, {1} preferred: needs upgrade = {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "bcrypt$5 | bcrypt$5 | false",
        "bcrypt$4 | bcrypt$5 | true",
        "bcrypt$6 | bcrypt$5 | true",
        "argon2id$m=64,t=1,p=1 | argon2id$m=64,t=1,p=1 | false",
        "argon2id$m=65,t=1,p=1 | argon2id$m=64,t=1,p=1 | true",
        "argon2id$m=64,t=2,p=1 | argon2id$m=64,t=1,p=1 | true",
        "argon2id$m=64,t=1,p=2 | argon2id$m=64,t=1,p=1 | true",
        "bcrypt$5 | argon2id$m=64,t=1,p=1 | true",
        "argon2id$m=64,t=1,p=1 | pbkdf2_sha256$1000 | true",
        "pbkdf2_sha256$1000 | bcrypt$5 | true",
      })
  void anotherFormatOrCostNeedsAnUpgrade(String stored, String preferred, boolean needed) {
    String hash = hashes(stored).encode("1234");

    assertThat(hashes(preferred).matches("1234", hash)).isTrue();
    assertThat(hashes(preferred).needsUpgrade(hash)).isEqualTo(needed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$2a$", "$2y$", "bcrypt$$2b$", "{bcrypt}$2b$"})
  void bcryptUnderAnotherNameNeedsAnUpgradeToo(String mark) {
    String hash = hashes("bcrypt$5").encode("1234").replace("$2b$", mark);

    assertThat(hashes("bcrypt$5").matches("1234", hash)).isTrue();
    assertThat(hashes("bcrypt$5").needsUpgrade(hash)).isTrue();
  }

  private static PasswordHashes hashes(String encoding) {
    return new PasswordHashes(
        PasswordPolicy.of(PasswordEncoding.parse(encoding)), new SecureRandom());
  }

  @ParameterizedTest(name = "{0}: {1} of {2}")
  @CsvSource({
    "pbkdf2_sha256$2000, 1, 2000",
    "bcrypt$6, 1, 30080",
    "bcrypt$6, 15000, 30080",
    "bcrypt$6, 30080, 30080",
    "'argon2id$m=64,t=1,p=1', 1, 416",
    "'argon2id$m=64,t=1,p=1', 300, 416",
  })
  void aShareOfTheWorkIsAtLeastWhatWasAskedAndAtMostTheWhole(String text, long share, long all) {
    PasswordEncoding encoding = PasswordEncoding.parse(text);

    encoding.spend(derivation, new byte[] {1}, share);

    assertThat(encoding.rounds()).isEqualTo(all);
    assertThat(derivation.rounds).isBetween(share, all);
  }

  @Test
  void bcryptDoesNotCutANewPassword() {
    PasswordHashes hashes =
        new PasswordHashes(PasswordPolicy.of(new BcryptEncoding(4)), new SecureRandom());

    assertThat(hashes.matches("é".repeat(36), hashes.encode("é".repeat(36)))).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hashes.encode("é".repeat(36) + "x"))
        .withMessage("Password has 73 bytes of UTF-8: bcrypt takes 72 of them");
  }

  @Test
  void withAPepperBcryptTakesAnyLength() {
    PasswordHashes hashes =
        new PasswordHashes(
            new PasswordPolicy(
                new BcryptEncoding(4), Optional.empty(), Optional.of(new Pepper(new byte[32]))),
            new SecureRandom());
    String longest = "x".repeat(8192);

    assertThat(hashes.matches(longest, hashes.encode(longest))).isTrue();
    assertThat(hashes.matches(longest.substring(1), hashes.encode(longest))).isFalse();
  }

  @Test
  void theDefaultIsWithinTheBounds() {
    assertThat(new Pbkdf2Encoding(Pbkdf2Encoding.DEFAULT_ITERATIONS).iterations())
        .isEqualTo(600_000);
  }
}
