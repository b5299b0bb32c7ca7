package dev.portcullis.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.store.Database;
import dev.portcullis.store.TokenTable;
import dev.portcullis.store.UserMapping;
import dev.portcullis.store.UserRow;
import dev.portcullis.store.UserTable;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestClock;
import dev.portcullis.testing.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticTokensTest {
  private final TestClock clock = new TestClock();
  private final TestDatabase testDatabase = TestDatabase.h2();
  private final Database database = testDatabase.open();
  private final Users users =
      new Users(
          new UserTable(database, UserMapping.portcullis("portcullis_")),
          Duration.ofSeconds(10),
          clock);
  private final StaticTokens tokens = tokensWithKey(1);
  private final UserRow mamun;
  private final UserRow rahim;

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
    String first = tokens.issue(mamun);

    assertThat(first).matches("[0-9a-f]{40}");
    assertThat(tokens.issue(mamun)).isEqualTo(first);
    assertThat(tokensWithKey(1).issue(mamun)).isEqualTo(first);
    assertThat(tokens.issue(rahim)).isNotEqualTo(first);
  }

  @Test
  void tokenSpeaksForItsUser() {
    String token = tokens.issue(mamun);

    assertThat(tokens.authenticate(token).name()).isEqualTo("mamun");
  }

  @Test
  void nothingThatIsStoredIsAToken() {
    String token = tokens.issue(mamun);

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
    String first = tokens.issue(mamun);

    assertThat(tokens.end(first)).isTrue();
    assertThat(tokens.end(first)).isFalse();

    assertThat(errorOf(first)).isEqualTo(AuthError.STATIC_TOKEN_INVALID);
    assertThat(tokens.issue(mamun)).isNotEqualTo(first);
  }

  @Test
  void anotherServerKeyGivesAnotherTokenAtTheNextLogin() {
    String old = tokens.issue(mamun);

    String fresh = tokensWithKey(2).issue(mamun);

    assertThat(fresh).isNotEqualTo(old);
    assertThat(errorOf(old)).isEqualTo(AuthError.STATIC_TOKEN_INVALID);
    assertThat(tokens.authenticate(fresh).name()).isEqualTo("mamun");
  }

  @Test
  void deactivationIsSeenWhenTheRememberedUserIsOld() {
    String token = tokens.issue(mamun);
    tokens.authenticate(token);
    testDatabase.execute("UPDATE portcullis_user SET active = FALSE WHERE username = 'mamun'");

    clock.advance(Duration.ofSeconds(10).minusMillis(1));
    assertThat(tokens.authenticate(token).name()).isEqualTo("mamun");
    clock.advance(Duration.ofMillis(1));

    assertThat(errorOf(token)).isEqualTo(AuthError.STATIC_TOKEN_USER_INACTIVE);
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

  private StaticTokens tokensWithKey(int filling) {
    byte[] key = new byte[32];
    java.util.Arrays.fill(key, (byte) filling);
    return new StaticTokens(
        new TokenTable(database, "portcullis_"),
        users,
        new Identities(UserRow::username, ""),
        key,
        clock,
        new SecureRandom());
  }
}
