package dev.portcullis.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.password.CountedHashes;
import dev.portcullis.password.PasswordEncoding;
import dev.portcullis.password.PasswordHashes;
import dev.portcullis.password.PasswordPolicy;
import dev.portcullis.store.Database;
import dev.portcullis.store.PasswordColumn;
import dev.portcullis.store.PasswordUpdate;
import dev.portcullis.store.Schema;
import dev.portcullis.store.SessionTable;
import dev.portcullis.store.UserMapping;
import dev.portcullis.store.UserTable;
import dev.portcullis.testing.Race;
import dev.portcullis.testing.TestClock;
import dev.portcullis.testing.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordLoginTest {
  private static final UserMapping OWN = UserMapping.portcullis("portcullis_");
  private static final PasswordMarks MARKS = new PasswordMarks(new byte[32]);
  private static final PasswordPolicy POLICY =
      PasswordPolicy.of(PasswordEncoding.parse("pbkdf2_sha256$3000"));

  private static final Client HERE = new Client("test", "127.0.0.1");

  private final TestDatabase testDatabase = TestDatabase.h2();
  private final Database database = testDatabase.open();
  private final UserTable table = new UserTable(database, OWN);
  private final CountedHashes counted = new CountedHashes(POLICY);

  PasswordLoginTest() {
    new Schema(database, "portcullis_").create(true);
    String preferred = counted.hashes().encode("1234");
    String weak =
        new CountedHashes(PasswordPolicy.of(PasswordEncoding.parse("pbkdf2_sha256$1000")))
            .hashes()
            .encode("1234");
    insert("ann", preferred);
    insert("weak", weak);
    insert("inactive", preferred);
    insert("weak-inactive", weak);
    insert("empty", "");
    insert("unusable", "!");
    insert("malformed", preferred.replace("=", ""));
    insert("costly", preferred.replace("$3000$", "$9999999$"));
    testDatabase.execute(
        "UPDATE portcullis_user SET active = FALSE WHERE username LIKE '%inactive'");
    counted.spent();
  }

  @AfterEach
  void close() {
    database.close();
    testDatabase.close();
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({
    "nobody, 1234", "ann, wrong", "ann, ''", "ann, 'null'",
    "weak, wrong", "inactive, 1234", "inactive, wrong", "weak-inactive, 1234",
    "weak-inactive, wrong", "empty, ''", "empty, 1234", "unusable, !",
    "unusable, 1234", "malformed, 1234", "costly, 1234",
  })
  void whoIsRefusedCostsExactlyOneHash(String username, String password) {
    assertThat(login(true).login(username, password, HERE)).isEmpty();

    assertThat(counted.spent()).isEqualTo(3_000);
  }

  @Test
  void anEndlessPasswordAndANulCostOneHashToo() {
    assertThat(login(true).login("ann", "1".repeat(100_000), HERE)).isEmpty();
    assertThat(counted.spent()).isEqualTo(3_000);

    assertThat(login(true).login("ann", "1234\0", HERE)).isEmpty();
    assertThat(counted.spent()).isEqualTo(3_000);
  }

  @Test
  void theRightPasswordIsLetInAndMakesNoNewHash() {
    assertThat(login(true).login("ann", "1234", HERE)).isPresent();

    assertThat(counted.spent()).isEqualTo(3_000);
  }

  @Test
  void aWeakHashIsReplacedOnce() {
    assertThat(login(true).login("weak", "1234", HERE)).isPresent();
    assertThat(counted.spent()).isEqualTo(1_000 + 3_000);

    assertThat(login(true).login("weak", "1234", HERE)).isPresent();
    assertThat(counted.spent()).isEqualTo(3_000);
  }

  @Test
  void withoutUpgradesAWeakHashStays() {
    assertThat(login(false).login("weak", "1234", HERE)).isPresent();
    assertThat(login(false).login("weak", "1234", HERE)).isPresent();

    assertThat(counted.spent()).isEqualTo(2 * 1_000);
  }

  /** Its sessions know the password by the mark of the new hash from then on. */
  @Test
  void aUserWhosePasswordIsStoredAnewIsKnownByTheNewHash() {
    KnownUser before = users().byLogin("weak").orElseThrow();

    KnownUser after = login(true).login("weak", "1234", HERE).orElseThrow();

    assertThat(after.passwordMark()).isNotEqualTo(before.passwordMark());
    assertThat(after.row().password())
        .isEqualTo(table.findByLogin("weak").orElseThrow().password())
        .isNotEqualTo(before.row().password());
  }

  /** One computes, four wait, and whoever comes then holds no thread of the container. */
  @Test
  void floodOfLoginsIsSentAwayInsteadOfWaiting() throws Exception {
    // Slow enough that all have come before the first is done.
    PasswordPolicy slow = PasswordPolicy.of(PasswordEncoding.parse("pbkdf2_sha256$2000000"));
    PasswordHashes hashes = new PasswordHashes(slow, new SecureRandom());
    PasswordLogin passwords =
        new PasswordLogin(users(), hashes, 1, Optional.empty(), Optional.empty());

    List<String> answers = Race.of(24, i -> answer(passwords));

    assertThat(answers).contains("out", AuthError.UNAVAILABLE.code());
    assertThat(answers.stream().filter("out"::equals)).hasSizeLessThan(24);
  }

  private static String answer(PasswordLogin passwords) {
    try {
      return passwords.login("nobody", "1234", HERE).isPresent() ? "in" : "out";
    } catch (AuthException e) {
      return e.error().code();
    }
  }

  private PasswordLogin login(boolean upgrading) {
    Optional<PasswordUpgrade> upgrade =
        upgrading
            ? Optional.of(
                new PasswordUpgrade(
                    new PasswordColumn(database, OWN, PasswordUpdate.of(OWN)),
                    new SessionTable(database, "portcullis_"),
                    MARKS))
            : Optional.empty();
    return new PasswordLogin(users(), counted.hashes(), 1, upgrade, Optional.empty());
  }

  private Users users() {
    return new Users(
        table,
        MARKS,
        new Staleness(Duration.ofSeconds(10), Duration.ofSeconds(30)),
        new TestClock());
  }

  private void insert(String username, String password) {
    table.insert(username, password, Optional.empty(), Set.of());
  }
}
