package dev.portcullis.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.password.CountedHashes;
import dev.portcullis.password.PasswordEncoding;
import dev.portcullis.password.PasswordPolicy;
import dev.portcullis.store.Database;
import dev.portcullis.store.PasswordColumn;
import dev.portcullis.store.PasswordUpdate;
import dev.portcullis.store.Schema;
import dev.portcullis.store.UserMapping;
import dev.portcullis.store.UserTable;
import dev.portcullis.testing.TestClock;
import dev.portcullis.testing.TestDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordLoginTest {
  private static final UserMapping OWN = UserMapping.portcullis("portcullis_");
  private static final PasswordPolicy POLICY =
      PasswordPolicy.of(PasswordEncoding.parse("pbkdf2_sha256$3000"));

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
    assertThat(login(true).login(username, password)).isEmpty();

    assertThat(counted.spent()).isEqualTo(3_000);
  }

  @Test
  void anEndlessPasswordAndANulCostOneHashToo() {
    assertThat(login(true).login("ann", "1".repeat(100_000))).isEmpty();
    assertThat(counted.spent()).isEqualTo(3_000);

    assertThat(login(true).login("ann", "1234\0")).isEmpty();
    assertThat(counted.spent()).isEqualTo(3_000);
  }

  @Test
  void theRightPasswordIsLetInAndMakesNoNewHash() {
    assertThat(login(true).login("ann", "1234")).isPresent();

    assertThat(counted.spent()).isEqualTo(3_000);
  }

  @Test
  void aWeakHashIsReplacedOnce() {
    assertThat(login(true).login("weak", "1234")).isPresent();
    assertThat(counted.spent()).isEqualTo(1_000 + 3_000);

    assertThat(login(true).login("weak", "1234")).isPresent();
    assertThat(counted.spent()).isEqualTo(3_000);
  }

  @Test
  void withoutUpgradesAWeakHashStays() {
    assertThat(login(false).login("weak", "1234")).isPresent();
    assertThat(login(false).login("weak", "1234")).isPresent();

    assertThat(counted.spent()).isEqualTo(2 * 1_000);
  }

  private PasswordLogin login(boolean upgrading) {
    return new PasswordLogin(
        new Users(table, Duration.ZERO, new TestClock()),
        counted.hashes(),
        1,
        upgrading
            ? Optional.of(new PasswordColumn(database, OWN, PasswordUpdate.of(OWN)))
            : Optional.empty());
  }

  private void insert(String username, String password) {
    table.insert(username, password, Optional.empty(), Set.of());
  }
}
