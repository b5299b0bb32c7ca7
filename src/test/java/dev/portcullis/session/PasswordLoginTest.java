package dev.portcullis.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.password.PasswordEncoding;
import dev.portcullis.password.PasswordHashes;
import dev.portcullis.store.Database;
import dev.portcullis.store.UserMapping;
import dev.portcullis.store.UserTable;
import dev.portcullis.testing.Race;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestClock;
import dev.portcullis.testing.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordLoginTest {
  private final TestDatabase testDatabase = TestDatabase.h2();
  private final Database database = testDatabase.open();

  @AfterEach
  void close() {
    database.close();
    testDatabase.close();
  }

  /** One computes, four wait, and whoever comes then holds no thread of the container. */
  @Test
  void floodOfLoginsIsSentAwayInsteadOfWaiting() throws Exception {
    SampleUsers.insertInto(testDatabase);
    PasswordLogin passwords = oneAtATime();

    List<String> answers = Race.of(24, i -> answer(passwords));

    assertThat(answers).contains("in", AuthError.UNAVAILABLE.code());
    assertThat(answers.stream().filter("in"::equals)).hasSizeLessThan(24);
  }

  private static String answer(PasswordLogin passwords) {
    try {
      return passwords.login("mamun", "1234").isPresent() ? "in" : "out";
    } catch (AuthException e) {
      return e.error().code();
    }
  }

  private PasswordLogin oneAtATime() {
    Users users =
        new Users(
            new UserTable(database, UserMapping.portcullis("portcullis_")),
            new PasswordMarks(new byte[32]),
            new Staleness(Duration.ofSeconds(10), Duration.ofSeconds(30)),
            new TestClock());
    // Slow enough that all have come before the first is done.
    PasswordHashes hashes = new PasswordHashes(new PasswordEncoding(2_000_000), new SecureRandom());
    return new PasswordLogin(users, hashes, 1);
  }
}
