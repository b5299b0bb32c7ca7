package dev.portcullis.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.StoreException;
import dev.portcullis.store.Database;
import dev.portcullis.store.FailedLoginTable;
import dev.portcullis.store.Schema;
import dev.portcullis.testing.Race;
import dev.portcullis.testing.TestClock;
import dev.portcullis.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginThrottleTest {
  private static final String IN = "in";
  private static final String OUT = "out";
  private static final String HERE = "192.0.2.1";
  private static final String ELSEWHERE = "198.51.100.7";

  private final TestClock clock = new TestClock();
  private final TestDatabase testDatabase = TestDatabase.h2();
  private final Database database = testDatabase.open();
  private final LoginThrottle one = node();
  private final LoginThrottle other = node();
  private final AtomicInteger hashes = new AtomicInteger();
  private Duration hashing = Duration.ZERO;
  private int strangers;

  LoginThrottleTest() {
    new Schema(database, "portcullis_").create(true);
  }

  @AfterEach
  void close() {
    database.close();
    testDatabase.close();
  }

  private LoginThrottle node() {
    return new LoginThrottle(
        new FailedLoginTable(database, "portcullis_"),
        new byte[32],
        new LoginLimits(10, Duration.ofMinutes(5)),
        clock);
  }

  @Test
  void waitDoublesFromASecondToTheLongest() {
    fail(10, "ann", HERE);

    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
      assertThat(wrong("ann", HERE)).isEqualTo("wait " + seconds);
      clock.advance(Duration.ofMillis(seconds * 1000L - 1));
      assertThat(wrong("ann", HERE)).isEqualTo("wait 1");
      clock.advance(Duration.ofMillis(1));
      assertThat(wrong("ann", HERE)).isEqualTo(OUT);
    }
  }

  @Test
  void nothingIsHashedForWhoIsTooSoonAndTheRightPasswordIsNoExcuse() {
    fail(10, "ann", HERE);
    hashes.set(0);

    assertThat(right("ann", HERE)).isEqualTo("wait 1");

    assertThat(hashes).hasValue(0);
  }

  @Test
  void failuresAtOneNodeCountAtTheOther() {
    for (int i = 0; i < 5; i++) {
      assertThat(attempt(one, "ann", HERE, false)).isEqualTo(OUT);
      assertThat(attempt(other, "ann", HERE, false)).isEqualTo(OUT);
    }

    assertThat(attempt(one, "ann", HERE, false)).isEqualTo("wait 1");
    assertThat(attempt(other, "ann", HERE, false)).isEqualTo("wait 1");
  }

  @Test
  void successBeginsAnew() {
    fail(9, "ann", HERE);

    assertThat(right("ann", HERE)).isEqualTo(IN);

    fail(10, "ann", HERE);
    assertThat(wrong("ann", HERE)).isEqualTo("wait 1");
  }

  @Test
  void failuresAreForgottenAfterALongPause() {
    fail(12, "ann", HERE);
    clock.advance(Duration.ofMinutes(20).plusMillis(1));

    fail(10, "ann", HERE);
    assertThat(wrong("ann", HERE)).isEqualTo("wait 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ANN@EXAMPLE.COM",
        " ann@example.com\t",
        "ａｎｎ@example.com",
        "Ann@ｅxample.com",
        "ann@example.com\u3000",
        "ann＠example.com"
      })
  void otherSpellingOfTheNameIsTheSameAccount(String spelling) {
    fail(10, "ann@example.com", HERE);

    assertThat(wrong(spelling, HERE)).isEqualTo("wait 1");
  }

  @Test
  void decomposedLettersAreTheSameAccount() {
    fail(10, "jos\u00e9", HERE);

    assertThat(wrong("JOSE\u0301", HERE)).isEqualTo("wait 1");
    assertThat(wrong("jose", HERE)).isEqualTo(OUT);
  }

  @Test
  void otherAddressOfTheSameNetworkIsTheSameAndOthersAreNot() {
    fail(10, "ann", "2001:db8:1:2::1");

    assertThat(wrong("ann", "2001:db8:1:2:aaaa:bbbb:cccc:dddd")).isEqualTo("wait 1");
    assertThat(wrong("ann", "[2001:DB8:1:2:0:0:0:9]")).isEqualTo("wait 1");
    assertThat(wrong("ann", "2001:db8:1:3::1")).isEqualTo(OUT);
    assertThat(wrong("bob", "2001:db8:1:2::1")).isEqualTo(OUT);
  }

  @Test
  void strangerCannotLockAUserOut() {
    fail(20, "ann", ELSEWHERE);
    assertThat(wrong("ann", ELSEWHERE)).startsWith("wait ");

    assertThat(right("ann", HERE)).isEqualTo(IN);
  }

  @Test
  void manyStrangersCannotLockAUserOutEither() {
    failFromEverywhere(1000, "ann");

    assertThat(right("ann", HERE)).isEqualTo(IN);
  }

  /** A slip costs the user a moment, and however many strangers go on, it is not prolonged. */
  @Test
  void manyStrangersMakeWhoSlipsWaitForAMomentOnly() {
    failFromEverywhere(100, "ann");
    assertThat(wrong("ann", HERE)).isEqualTo(OUT);
    assertThat(right("ann", HERE)).isEqualTo("wait 5");
    clock.advance(Duration.ofSeconds(4));
    failFromEverywhere(100, "ann");
    clock.advance(Duration.ofSeconds(1));

    assertThat(right("ann", HERE)).isEqualTo(IN);
  }

  @Test
  void whoIsKnownHereDoesNotEvenWaitForThat() {
    assertThat(right("ann", HERE)).isEqualTo(IN);
    failFromEverywhere(100, "ann");

    assertThat(wrong("ann", HERE)).isEqualTo(OUT);
    assertThat(right("ann", HERE)).isEqualTo(IN);
  }

  @Test
  void oneAddressCannotTryOnePasswordWithEveryAccount() {
    for (int i = 0; i < 100; i++) {
      assertThat(wrong("user" + i, HERE)).isEqualTo(OUT);
    }

    assertThat(wrong("another", HERE)).isEqualTo("wait 5");
    assertThat(wrong("another", ELSEWHERE)).isEqualTo(OUT);
    clock.advance(Duration.ofSeconds(5));
    List<String> many = Race.of(8, i -> attempt(one, "more" + i, HERE, false));
    assertThat(many.stream().filter(OUT::equals)).hasSize(1);
  }

  /** All people behind one proxy that nobody told us of come from one address. */
  @Test
  void addressOfASprayerStillLetsInWhoIsKnownThere() {
    assertThat(right("ann", HERE)).isEqualTo(IN);
    for (int i = 0; i < 100; i++) {
      assertThat(wrong("user" + i, HERE)).isEqualTo(OUT);
    }

    assertThat(wrong("ann", HERE)).isEqualTo(OUT);
    assertThat(right("ann", HERE)).isEqualTo(IN);
    assertThat(right("bob", HERE)).isEqualTo("wait 5");
  }

  @Test
  void ownAccountDoesNotHelpToGuessOthers() {
    for (int i = 0; i < 10; i++) {
      assertThat(wrong("ann", HERE)).isEqualTo(OUT);
      assertThat(right("mallory", HERE)).isEqualTo(IN);
    }

    assertThat(wrong("ann", HERE)).isEqualTo("wait 1");
  }

  /** Many guesses at once are no more guesses than one after the other. */
  @Test
  void ofManyAtOnceOnlyAsManyAreTriedAsAreLeft() {
    fail(7, "ann", HERE);
    hashes.set(0);
    hashing = Duration.ofMillis(300); // So that all have come before the first is done.

    List<String> answers = Race.of(16, i -> attempt(i % 2 == 0 ? one : other, "ann", HERE, false));

    assertThat(answers.stream().filter(OUT::equals).count()).isBetween(1L, 3L);
    assertThat(hashes.get()).isBetween(1, 3);
  }

  @Test
  void whatWasNotTriedIsNotCounted() {
    fail(9, "ann", HERE);

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(
              () ->
                  one.guard(
                      "ann",
                      new Client("test", HERE),
                      () -> {
                        throw new AuthException(AuthError.UNAVAILABLE);
                      }))
          .hasMessage(AuthError.UNAVAILABLE.text());
    }

    assertThat(right("ann", HERE)).isEqualTo(IN);
  }

  @Test
  void whatIsWrittenDownTellsNobodyWhoOrWhere() {
    assertThat(wrong("ann", HERE)).isEqualTo(OUT);
    assertThat(right("bob", HERE)).isEqualTo(IN);

    assertThat(testDatabase.column("SELECT subject FROM portcullis_failed_login"))
        .hasSize(4)
        .doesNotHaveDuplicates()
        .allMatch(subject -> subject.matches("[0-9a-f]{64}"));
  }

  @Test
  void databaseThatIsAwayLetsNobodyIn() {
    testDatabase.execute("DROP TABLE portcullis_failed_login");

    assertThatThrownBy(() -> right("ann", HERE)).isInstanceOf(StoreException.class);

    assertThat(hashes).hasValue(0);
  }

  @Test
  void unlockedAccountBeginsAnewFromEverywhereAtEveryNode() {
    fail(12, "ann", HERE);
    fail(12, "bob", HERE);
    clock.advance(Duration.ofMillis(1));

    other.unlock(" ANN ");

    fail(9, "ann", HERE);
    assertThat(wrong("ann", HERE)).isEqualTo(OUT);
    assertThat(wrong("ann", HERE)).isEqualTo("wait 1");
    assertThat(right("bob", HERE)).startsWith("wait");
  }

  @Test
  void unlockedAccountForgetsWhatStrangersHaveDone() {
    failFromEverywhere(99, "ann");
    assertThat(wrong("ann", HERE)).isEqualTo(OUT);
    assertThat(right("ann", HERE)).isEqualTo("wait 5");
    clock.advance(Duration.ofMillis(1));

    one.unlock("ann");

    assertThat(right("ann", HERE)).isEqualTo(IN);
  }

  @Test
  void unlockedAddressBeginsAnewForEveryAccount() {
    fail(12, "ann", HERE);
    fail(12, "ann", ELSEWHERE);
    clock.advance(Duration.ofMillis(1));

    other.unlockAddress(HERE);

    assertThat(right("ann", HERE)).isEqualTo(IN);
    assertThat(right("ann", ELSEWHERE)).startsWith("wait");
  }

  @Test
  void failuresAfterTheUnlockingCount() {
    one.unlock("ann");
    one.unlockAddress(HERE);

    fail(10, "ann", HERE);

    assertThat(wrong("ann", HERE)).isEqualTo("wait 1");
  }

  private void fail(int times, String account, String address) {
    for (int i = 0; i < times; i++) {
      while (wrong(account, address).startsWith("wait")) {
        clock.advance(Duration.ofSeconds(1));
      }
    }
  }

  private void failFromEverywhere(int times, String account) {
    for (int i = 0; i < times; i++) {
      assertThat(wrong(account, "10.1." + strangers / 250 + "." + strangers % 250)).isEqualTo(OUT);
      strangers++;
    }
  }

  private String wrong(String account, String address) {
    return attempt(one, account, address, false);
  }

  private String right(String account, String address) {
    return attempt(one, account, address, true);
  }

  private String attempt(LoginThrottle node, String account, String address, boolean isRight) {
    try {
      return node.guard(
              account,
              new Client("test", address),
              () -> {
                hashes.incrementAndGet();
                LockSupport.parkNanos(hashing.toNanos());
                return isRight ? Optional.of(account) : Optional.empty();
              })
          .map(user -> IN)
          .orElse(OUT);
    } catch (AuthException e) {
      assertThat(e.error()).isEqualTo(AuthError.THROTTLED);
      return "wait " + e.retryAfter();
    }
  }
}
