package dev.portcullis.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.store.Database;
import dev.portcullis.store.LeaseTable;
import dev.portcullis.store.TokenTable;
import dev.portcullis.store.UserMapping;
import dev.portcullis.store.UserRow;
import dev.portcullis.store.UserTable;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestClock;
import dev.portcullis.testing.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticTokensTest {
  private static final Client CLIENT = new Client("curl/8", "127.0.0.1");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final StaticTokenPolicy FOR_EVER =
      new StaticTokenPolicy(Optional.empty(), Optional.empty(), false);

  private final TestClock clock = new TestClock();
  private final TestDatabase testDatabase = TestDatabase.h2();
  private final Database database = testDatabase.open();
  private final Users users =
      new Users(
          new UserTable(database, UserMapping.portcullis("portcullis_")),
          new PasswordMarks(new byte[32]),
          new Staleness(Duration.ofSeconds(10), Duration.ofSeconds(30)),
          clock);
  private final StaticTokens tokens = tokensWithKey(1);
  private final KnownUser mamun;
  private final KnownUser rahim;

  StaticTokensTest() {
    SampleUsers.insertInto(testDatabase);
    mamun = users.byLogin("mamun").orElseThrow();
    rahim = users.byLogin("rahim").orElseThrow();
  }

  @AfterEach
  void close() {
    database.close();
    testDatabase.close();
  }

  @Test
  void sameTokenComesBackAtEveryLogin() {
    String first = tokens.issue(mamun, CLIENT);

    assertThat(first).matches("[0-9a-f]{40}");
    assertThat(tokens.issue(mamun, CLIENT)).isEqualTo(first);
    assertThat(tokensWithKey(1).issue(mamun, CLIENT)).isEqualTo(first);
    assertThat(tokens.issue(rahim, CLIENT)).isNotEqualTo(first);
  }

  @Test
  void tokenSpeaksForItsUser() {
    String token = tokens.issue(mamun, CLIENT);

    assertThat(tokens.authenticate(token).name()).isEqualTo("mamun");
  }

  @Test
  void nothingThatIsStoredIsAToken() {
    String token = tokens.issue(mamun, CLIENT);

    assertThat(
            testDatabase.column(
                "SELECT CONCAT(digest, ' ', nonce, ' ', user_id, ' ', slot) FROM"
                    + " portcullis_token"))
        .singleElement()
        .asString()
        .doesNotContain(token);
  }

  @Test
  void endedTokenIsGoneAndTheNextLoginGivesAnother() {
    String first = tokens.issue(mamun, CLIENT);

    assertThat(tokens.end(first)).isTrue();
    assertThat(tokens.end(first)).isFalse();

    assertThat(errorOf(first)).isEqualTo(AuthError.STATIC_TOKEN_INVALID);
    assertThat(tokens.issue(mamun, CLIENT)).isNotEqualTo(first);
  }

  @Test
  void anotherServerKeyGivesAnotherTokenAtTheNextLogin() {
    String old = tokens.issue(mamun, CLIENT);

    String fresh = tokensWithKey(2).issue(mamun, CLIENT);

    assertThat(fresh).isNotEqualTo(old);
    assertThat(errorOf(old)).isEqualTo(AuthError.STATIC_TOKEN_INVALID);
    assertThat(tokens.authenticate(fresh).name()).isEqualTo("mamun");
  }

  @Test
  void deactivationIsSeenWhenTheRememberedUserIsOld() {
    String token = tokens.issue(mamun, CLIENT);
    tokens.authenticate(token);
    testDatabase.execute("UPDATE portcullis_user SET active = FALSE WHERE username = 'mamun'");

    clock.advance(Duration.ofSeconds(10).minusMillis(1));
    assertThat(tokens.authenticate(token).name()).isEqualTo("mamun");
    clock.advance(Duration.ofMillis(1));

    assertThat(errorOf(token)).isEqualTo(AuthError.STATIC_TOKEN_USER_INACTIVE);
  }

  @Test
  void lifetimeEndsATokenHoweverMuchItIsUsed() {
    StaticTokens mortal =
        tokens(1, new StaticTokenPolicy(Optional.of(HOUR), Optional.empty(), false));
    String token = mortal.issue(mamun, CLIENT);

    clock.advance(HOUR.minusMillis(1));
    assertThat(mortal.authenticate(token).name()).isEqualTo("mamun");
    assertThat(mortal.issue(mamun, CLIENT)).isEqualTo(token);
    clock.advance(Duration.ofMillis(1));

    assertThat(mortal.issue(mamun, CLIENT)).isNotEqualTo(token);
    assertThat(errorOf(token)).isEqualTo(AuthError.STATIC_TOKEN_INVALID);
  }

  @Test
  void idleTimeEndsATokenThatIsNotUsed() {
    StaticTokens mortal =
        tokens(1, new StaticTokenPolicy(Optional.empty(), Optional.of(HOUR), false));
    String token = mortal.issue(mamun, CLIENT);
    clock.advance(HOUR.minusMillis(1));
    assertThat(mortal.authenticate(token).name()).isEqualTo("mamun");
    clock.advance(HOUR.minusMillis(1));
    assertThat(mortal.authenticate(token).name()).isEqualTo("mamun");

    clock.advance(HOUR);

    assertThat(catchThrowableOfType(AuthException.class, () -> mortal.authenticate(token)).error())
        .isEqualTo(AuthError.STATIC_TOKEN_INVALID);
  }

  @Test
  void loginIsAUseOfTheTokenThatItGivesAgain() {
    StaticTokens mortal =
        tokens(1, new StaticTokenPolicy(Optional.empty(), Optional.of(HOUR), false));
    String token = mortal.issue(mamun, CLIENT);
    clock.advance(HOUR.minusMillis(1));
    assertThat(mortal.issue(mamun, CLIENT)).isEqualTo(token);

    clock.advance(HOUR.minusMillis(1));

    assertThat(mortal.authenticate(token).name()).isEqualTo("mamun");
  }

  @Test
  void tokensPerLoginEndOneByOne() {
    StaticTokens perLogin =
        tokens(1, new StaticTokenPolicy(Optional.empty(), Optional.empty(), true));
    String phone = perLogin.issue(mamun, CLIENT);
    String laptop = perLogin.issue(mamun, CLIENT);

    perLogin.end(phone);

    assertThat(errorOf(phone)).isEqualTo(AuthError.STATIC_TOKEN_INVALID);
    assertThat(perLogin.authenticate(laptop).name()).isEqualTo("mamun");
    perLogin.endAll(mamun.row().id());
    assertThat(errorOf(laptop)).isEqualTo(AuthError.STATIC_TOKEN_INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789012345678901234567890123456789",
        "012345678901234567890123456789012345678",
        "' OR '1'='1",
        "ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD"
      })
  void anythingElseIsInvalid(String token) {
    assertThat(errorOf(token)).isEqualTo(AuthError.STATIC_TOKEN_INVALID);
  }

  private AuthError errorOf(String token) {
    AuthException refusal =
        catchThrowableOfType(AuthException.class, () -> tokens.authenticate(token));
    assertThat(refusal).as("It is refused").isNotNull();
    return refusal.error();
  }

  @ParameterizedTest(name = "lifetime {0}, idle {1}, {2} min after both and 10 min of leeway")
  @CsvSource({"PT1H,,0", "PT1H,,1", ",PT1H,0", ",PT1H,1", "PT1H,PT9H,1", ",,9999"})
  void tokenThatIsOverIsTakenAwayAfterTheLeeway(Duration lifetime, Duration idle, long minutes) {
    StaticTokens ending =
        tokens(
            1,
            new StaticTokenPolicy(Optional.ofNullable(lifetime), Optional.ofNullable(idle), false));
    ending.issue(mamun, CLIENT);
    clock.advance(HOUR.plusMinutes(10).plusMinutes(minutes));
    String fresh = ending.issue(rahim, CLIENT);

    purge(ending).run();

    boolean isTaken = minutes > 0 && (lifetime != null || idle != null);
    assertThat(testDatabase.column("SELECT user_id FROM portcullis_token"))
        .hasSize(isTaken ? 1 : 2);
    assertThat(ending.authenticate(fresh).name()).isEqualTo("rahim");
  }

  @Test
  void tokenThatIsInUseIsNotTakenAway() {
    StaticTokens idle =
        tokens(1, new StaticTokenPolicy(Optional.empty(), Optional.of(HOUR), false));
    String token = idle.issue(mamun, CLIENT);
    for (int i = 0; i < 4; i++) {
      clock.advance(Duration.ofMinutes(50));
      idle.authenticate(token);

      assertThat(purge(idle).run()).isZero();
    }
  }

  @Test
  void manyTokensAreTakenAwayInBatches() {
    StaticTokens perLogin =
        tokens(1, new StaticTokenPolicy(Optional.of(HOUR), Optional.empty(), true));
    for (int i = 0; i < 7; i++) {
      perLogin.issue(mamun, CLIENT);
    }
    clock.advance(HOUR.plusSeconds(1));

    assertThat(perLogin.deleteOver(clock.instant(), 3)).isEqualTo(3);
    assertThat(purge(perLogin).run()).isZero(); // Ten minutes of leeway.
    clock.advance(Duration.ofMinutes(10));
    assertThat(purge(perLogin).run()).isEqualTo(4);
    assertThat(purge(perLogin).run()).isZero(); // The lease is taken.
  }

  private Purge purge(StaticTokens tokens) {
    return new Purge(
        new LeaseTable(database, "portcullis_"),
        List.of(tokens::deleteOver),
        Duration.ofMinutes(10),
        clock);
  }

  private StaticTokens tokensWithKey(int filling) {
    return tokens(filling, FOR_EVER);
  }

  private StaticTokens tokens(int filling, StaticTokenPolicy policy) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) filling);
    return new StaticTokens(
        new TokenTable(database, "portcullis_"),
        users,
        new Identities(UserRow::username, ""),
        key,
        policy,
        clock,
        new SecureRandom());
  }
}
