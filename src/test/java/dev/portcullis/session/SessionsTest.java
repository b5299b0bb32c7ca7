package dev.portcullis.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Identity;
import dev.portcullis.Scheme;
import dev.portcullis.audit.Audit;
import dev.portcullis.jwt.JwtAlgorithm;
import dev.portcullis.jwt.JwtKey;
import dev.portcullis.jwt.JwtPolicy;
import dev.portcullis.jwt.JwtSigner;
import dev.portcullis.jwt.JwtVerifier;
import dev.portcullis.jwt.KeyRing;
import dev.portcullis.store.Database;
import dev.portcullis.store.RevocationTable;
import dev.portcullis.store.SessionTable;
import dev.portcullis.store.UserMapping;
import dev.portcullis.store.UserRow;
import dev.portcullis.store.UserTable;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestClock;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.watch.Counters;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.api.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class SessionsTest {
  private static final Duration ACCESS = Duration.ofMinutes(5);
  private static final Duration REFRESH = Duration.ofDays(1);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Client CLIENT = new Client("curl/8", "127.0.0.1");

  private final TestClock clock = new TestClock();
  private final TestDatabase testDatabase = TestDatabase.h2();
  private final Database database = testDatabase.open();
  private final KnownUser mamun;
  private final KnownUser rahim;
  private final Revocations revocations =
      new Revocations(
          new RevocationTable(database, "portcullis_"), ACCESS, Duration.ofSeconds(30), clock);
  private final Sessions rotating = sessions(true, GRACE);
  private final Sessions steady = sessions(false, GRACE);

  SessionsTest() {
    SampleUsers.insertInto(testDatabase);
    mamun = users().byLogin("mamun").orElseThrow();
    rahim = users().byLogin("rahim").orElseThrow();
    revocations.follow();
  }

  @AfterEach
  void close() {
    database.close();
    testDatabase.close();
  }

  @Test
  void withoutRotationTheRefreshTokenStaysGoodUntilItExpires() {
    String refresh = steady.open(mamun, CLIENT).refresh().orElseThrow();

    clock.advance(REFRESH.minusSeconds(1));

    assertThat(steady.refresh(refresh).refresh()).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(errorOf(() -> steady.refresh(refresh))).isEqualTo(AuthError.TOKEN_EXPIRED);
  }

  @ParameterizedTest(name = "{0} s after the last note: noted {1}")
  @CsvSource({"0,false", "59,false", "60,true", "61,true"})
  void useWithoutRotationIsNotedOnceAMinute(long seconds, boolean noted) {
    String refresh = steady.open(mamun, CLIENT).refresh().orElseThrow();
    Instant opened = clock.instant();
    clock.advance(Duration.ofSeconds(seconds));

    steady.refresh(refresh);

    assertThat(steady.of(identity(mamun)).get(0).lastUsedAt())
        .isEqualTo(noted ? clock.instant() : opened);
  }

  @Test
  void useThatCannotBeNotedKeepsNobodyOut() {
    String refresh = steady.open(mamun, CLIENT).refresh().orElseThrow();
    clock.advance(Duration.ofMinutes(2));
    testDatabase.execute(
        "CREATE TRIGGER no_update BEFORE UPDATE ON portcullis_session FOR EACH ROW CALL \""
            + NoUpdate.class.getName()
            + "\"");

    assertThat(steady.refresh(refresh).access()).isNotEmpty();
  }

  /** Makes a table read-only. */
  public static final class NoUpdate implements Trigger {
    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
      throw new SQLException("as asked for");
    }
  }

  @Test
  void rotationGivesATokenOfFullLife() {
    String first = rotating.open(mamun, CLIENT).refresh().orElseThrow();
    clock.advance(REFRESH.minusSeconds(1));

    String second = rotating.refresh(first).refresh().orElseThrow();
    clock.advance(REFRESH.minusSeconds(1));

    assertThat(rotating.refresh(second).refresh()).isPresent();
  }

  @ParameterizedTest(name = "{0} ms after the rotation, in a grace of 10 s: same successor {1}")
  @CsvSource({"0,true", "9999,true", "10000,false", "10001,false"})
  void replacedTokenGetsTheSameSuccessorUntilTheGraceIsOver(long millis, boolean inGrace) {
    String first = rotating.open(mamun, CLIENT).refresh().orElseThrow();
    String second = rotating.refresh(first).refresh().orElseThrow();
    clock.advance(Duration.ofMillis(millis));

    if (inGrace) {
      assertThat(rotating.refresh(first).refresh()).contains(second);
    } else {
      assertThat(errorOf(() -> rotating.refresh(first))).isEqualTo(AuthError.TOKEN_REVOKED);
    }
  }

  @Test
  void replayAfterTheGraceEndsTheFamily() {
    String first = rotating.open(mamun, CLIENT).refresh().orElseThrow();
    String second = rotating.refresh(first).refresh().orElseThrow();
    clock.advance(GRACE);

    assertThat(errorOf(() -> rotating.refresh(first))).isEqualTo(AuthError.TOKEN_REVOKED);

    assertThat(errorOf(() -> rotating.refresh(second))).isEqualTo(AuthError.TOKEN_REVOKED);
  }

  @Test
  void grandparentIsNoPredecessorWhateverTheGrace() {
    String first = rotating.open(mamun, CLIENT).refresh().orElseThrow();
    String second = rotating.refresh(first).refresh().orElseThrow();
    String third = rotating.refresh(second).refresh().orElseThrow();

    assertThat(errorOf(() -> rotating.refresh(first))).isEqualTo(AuthError.TOKEN_REVOKED);
    assertThat(errorOf(() -> rotating.refresh(third))).isEqualTo(AuthError.TOKEN_REVOKED);
  }

  @ParameterizedTest(name = "{0} ms before")
  @ValueSource(longs = {0, 1, 1000})
  void callThatBeganBeforeTheRotationIsRefusedAndDoesNotEndTheFamily(long millis) {
    Sessions strict = sessions(true, Duration.ZERO);
    clock.advance(Duration.ofMillis(500));
    String first = strict.open(mamun, CLIENT).refresh().orElseThrow();
    clock.advance(Duration.ofSeconds(2));
    String second = strict.refresh(first).refresh().orElseThrow();
    clock.advance(Duration.ofMillis(-millis));

    // As far as anybody can tell this call began before the rotation, or together with it.
    assertThat(errorOf(() -> strict.refresh(first))).isEqualTo(AuthError.TOKEN_REVOKED);

    clock.advance(Duration.ofMillis(millis));
    assertThat(strict.refresh(second).refresh()).isPresent();
  }

  @Test
  void deactivatedUserRefreshesNoMore() {
    String refresh = steady.open(mamun, CLIENT).refresh().orElseThrow();
    testDatabase.execute("UPDATE portcullis_user SET active = FALSE WHERE username = 'mamun'");

    assertThat(errorOf(() -> steady.refresh(refresh))).isEqualTo(AuthError.REFRESH_USER_INACTIVE);
  }

  @Test
  void deletedUserRefreshesNoMore() {
    String refresh = steady.open(mamun, CLIENT).refresh().orElseThrow();
    testDatabase.execute("DELETE FROM portcullis_user WHERE username = 'mamun'");

    assertThat(errorOf(() -> steady.refresh(refresh))).isEqualTo(AuthError.REFRESH_USER_INACTIVE);
  }

  @Test
  void changedPasswordEndsTheSession() {
    String refresh = steady.open(mamun, CLIENT).refresh().orElseThrow();
    testDatabase.execute("UPDATE portcullis_user SET password = '!' WHERE username = 'mamun'");

    assertThat(errorOf(() -> steady.refresh(refresh))).isEqualTo(AuthError.TOKEN_REVOKED);
  }

  @Test
  void sessionEndsAtItsMaximumHoweverOftenItIsRefreshed() {
    Sessions brief =
        sessions(
            new SessionPolicy(ACCESS, REFRESH, true, GRACE, Optional.of(REFRESH.plusMinutes(1))));
    String first = brief.open(mamun, CLIENT).refresh().orElseThrow();
    clock.advance(REFRESH.minusSeconds(1));
    String second = brief.refresh(first).refresh().orElseThrow();

    clock.advance(Duration.ofSeconds(60));
    String third = brief.refresh(second).refresh().orElseThrow();
    clock.advance(Duration.ofSeconds(1));

    assertThat(errorOf(() -> brief.refresh(third))).isEqualTo(AuthError.TOKEN_EXPIRED);
  }

  @Test
  void ownSessionsAreListedAndEndedOneByOneAndAllTogether() {
    steady.open(mamun, CLIENT);
    String refresh = steady.open(mamun, CLIENT).refresh().orElseThrow();
    steady.open(rahim, CLIENT);
    List<Session> listed = steady.of(identity(mamun));

    assertThat(listed).hasSize(2).allSatisfy(one -> assertThat(one.client()).isEqualTo("curl/8"));
    assertThat(steady.endOne(listed.get(0).id(), identity(rahim))).isFalse();
    assertThat(steady.endOne(listed.get(0).id(), identity(mamun))).isTrue();
    assertThat(steady.endOne(listed.get(0).id(), identity(mamun))).isFalse();
    assertThat(steady.of(identity(mamun))).hasSize(1);
    steady.endAll(mamun.row().id());

    assertThat(steady.of(identity(mamun))).isEmpty();
    assertThat(steady.of(identity(rahim))).hasSize(1);
    assertThat(errorOf(() -> steady.refresh(refresh))).isEqualTo(AuthError.TOKEN_REVOKED);
  }

  @Test
  void accessTokenIsNoRefreshToken() {
    String access = steady.open(mamun, CLIENT).access();

    assertThat(errorOf(() -> steady.refresh(access))).isEqualTo(AuthError.TOKEN_WRONG_TYPE);
    assertThat(errorOf(() -> steady.end(access, identity(mamun))))
        .isEqualTo(AuthError.TOKEN_WRONG_TYPE);
  }

  @Test
  void endedSessionIsOfNoUse() {
    String refresh = steady.open(mamun, CLIENT).refresh().orElseThrow();

    steady.end(refresh, identity(mamun));

    assertThat(errorOf(() -> steady.refresh(refresh))).isEqualTo(AuthError.TOKEN_REVOKED);
    assertThat(errorOf(() -> steady.verify(refresh))).isEqualTo(AuthError.VERIFIED_TOKEN_REVOKED);
    assertThat(errorOf(() -> steady.end(refresh, identity(mamun))))
        .isEqualTo(AuthError.TOKEN_REVOKED);
  }

  @Test
  void nobodyEndsAnothersSession() {
    String refresh = steady.open(mamun, CLIENT).refresh().orElseThrow();

    assertThat(errorOf(() -> steady.end(refresh, identity(rahim))))
        .isEqualTo(AuthError.TOKEN_REVOKED);

    assertThatCode(() -> steady.refresh(refresh)).doesNotThrowAnyException();
  }

  @Test
  void verifyTakesEitherTypeButNoSpentToken() {
    TokenPair pair = rotating.open(mamun, CLIENT);
    String first = pair.refresh().orElseThrow();

    assertThatCode(() -> rotating.verify(pair.access())).doesNotThrowAnyException();
    assertThatCode(() -> rotating.verify(first)).doesNotThrowAnyException();
    rotating.refresh(first);
    assertThatCode(() -> rotating.verify(first)).doesNotThrowAnyException();
    clock.advance(GRACE);

    assertThat(errorOf(() -> rotating.verify(first))).isEqualTo(AuthError.VERIFIED_TOKEN_REVOKED);
  }

  private static AuthError errorOf(ThrowingCallable call) {
    AuthException refusal = catchThrowableOfType(AuthException.class, call);
    assertThat(refusal).as("It is refused").isNotNull();
    return refusal.error();
  }

  private static Identity identity(KnownUser user) {
    return new Identities(UserRow::username, "").of(user.row(), Scheme.BEARER);
  }

  private Users users() {
    UserTable table = new UserTable(database, UserMapping.portcullis("portcullis_"));
    return new Users(
        table,
        new PasswordMarks(new byte[32]),
        new Staleness(Duration.ofSeconds(10), Duration.ofSeconds(30)),
        clock);
  }

  private Sessions sessions(boolean rotate, Duration grace) {
    return sessions(new SessionPolicy(ACCESS, REFRESH, rotate, grace, Optional.empty()));
  }

  private Sessions sessions(SessionPolicy policy) {
    KeyRing ring = new KeyRing(JwtKey.hmac(JwtAlgorithm.HS256, new byte[32]), List.<JwtKey>of());
    JwtPolicy jwt = new JwtPolicy(Optional.empty(), Optional.empty(), Duration.ZERO);
    Users users = users();
    return new Sessions(
        new SessionTable(database, "portcullis_"),
        users,
        new SessionTokens(
            new JwtSigner(ring, jwt), new JwtVerifier(ring, jwt, clock), users, Optional.empty()),
        policy,
        Optional.of(revocations),
        Audit.off(clock, new Counters(), List.of()),
        clock,
        new SecureRandom());
  }
}
