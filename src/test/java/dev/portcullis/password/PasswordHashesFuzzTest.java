package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * The lines of the input are what is stored, the password, the salt beside it, and how rows are
 * read that do not tell by their form how they were made.
 */
class PasswordHashesFuzzTest {
  /** Rounds of what a row may cost that is really tried here. */
  private static final long CHEAP = 20_000;

  /** Half a minute; no row may ask for more. */
  private static final long DEAREST = 200_000_000;

  private static final PasswordEncoding PREFERRED = new Pbkdf2Encoding(1_000);

  private final FreeDerivation free = new FreeDerivation();

  @FuzzTest
  @DictionaryEntries({
    "{SSHA}",
    "$argon2id$v=19$",
    "$2b$04$",
    "pbkdf2_sha256$",
    "$6$rounds=",
    "{pbkdf2}",
    "sha256("
  })
  void rowIsReadWithinBoundsOrNotAtAll(byte[] input) {
    String[] lines = (new String(input, UTF_8) + "\n\n\n\n").split("\n", -1);
    String stored = lines[0];
    String password = lines[1];
    Optional<String> salt = Optional.of(lines[2]).filter(text -> !text.isEmpty());
    Optional<BareFormat> bare = bare(lines[3]);
    encoding(lines[3]);

    Optional<StoredPassword> row =
        bare.flatMap(format -> format.read(stored, salt, new StoredFormats(free)))
            .or(() -> new StoredFormats(free).read(stored));
    row.ifPresent(found -> assertThat(found.rounds()).isBetween(0L, DEAREST));
    if (row.isEmpty() || row.get().rounds() <= CHEAP) {
      PasswordHashes hashes =
          new PasswordHashes(
              new PasswordPolicy(PREFERRED, bare, Optional.empty()), new SecureRandom(), free);
      assertAnswerIsFirm(hashes, password, stored, salt);
    }
  }

  private void assertAnswerIsFirm(
      PasswordHashes hashes, String password, String stored, Optional<String> salt) {
    boolean matches = hashes.matches(password, stored, salt);
    assertThat(hashes.matches(password, stored, salt)).isEqualTo(matches);
    // As a column CHAR(n) gives it back; a password in plain text may end with spaces itself.
    if (matches && !hashes.matches("another", stored, salt)) {
      assertThat(hashes.matches(password + "\0", stored, salt)).isFalse();
    }
    hashes.needsUpgrade(stored);
    hashes.pad(password, stored, salt);
    if (hashes.canEncode(password)) {
      String made = hashes.encode(password);
      assertThat(hashes.matches(password, made)).isTrue();
      assertThat(hashes.needsUpgrade(made)).isFalse();
    }
  }

  private static Optional<BareFormat> bare(String text) {
    try {
      return Optional.of(BareFormat.parse(text));
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
      return Optional.empty();
    }
  }

  private static void encoding(String text) {
    try {
      PasswordEncoding encoding = PasswordEncoding.parse(text);
      assertThat(encoding.rounds()).isBetween(1L, DEAREST);
      assertThat(encoding.length()).isBetween(1, 255);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  /** One round, whatever is asked; but what is asked must be within bounds. */
  private static final class FreeDerivation implements KeyDerivation {
    private static final int MAX_LENGTH = 8192;

    @Override
    public byte[] pbkdf2(
        HashFunction hash, byte[] password, byte[] salt, int iterations, int length) {
      within(iterations, Cost.MAX_ITERATIONS, length);
      return Pbkdf2.derive(hash, password, salt, 1, length);
    }

    @Override
    public byte[] bcrypt(int cost, byte[] key, byte[] salt) {
      within(cost, Bcrypt.MAX_COST, 23);
      assertThat(List.of(key.length, salt.length)).containsExactly(72, 16);
      return Pbkdf2.derive(HashFunction.SHA256, key, salt, 1, 23);
    }

    @Override
    public byte[] argon2(Argon2Cost cost, byte[] password, byte[] salt, int length) {
      assertThat(cost.isBearable()).isTrue();
      within(cost.passes(), Argon2Cost.MAX_PASSES, length);
      return Pbkdf2.derive(HashFunction.SHA256, password, salt, 1, length);
    }

    @Override
    public byte[] scrypt(ScryptCost cost, byte[] password, byte[] salt, int length) {
      assertThat(cost.isBearable()).isTrue();
      within(cost.p(), Integer.MAX_VALUE, length);
      return Pbkdf2.derive(HashFunction.SHA256, password, salt, 1, length);
    }

    private static void within(int rounds, int max, int length) {
      if (rounds < 1 || rounds > max || length < 1 || length > MAX_LENGTH) {
        fail("Asked for %s rounds and %s bytes", rounds, length);
      }
    }
  }
}
