package dev.portcullis.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Identity;
import dev.portcullis.Scheme;
import dev.portcullis.jwt.JwtAlgorithm;
import dev.portcullis.jwt.JwtClaims;
import dev.portcullis.jwt.JwtKey;
import dev.portcullis.jwt.JwtPolicy;
import dev.portcullis.jwt.JwtSigner;
import dev.portcullis.jwt.JwtVerifier;
import dev.portcullis.jwt.KeyRing;
import dev.portcullis.jwt.TokenType;
import dev.portcullis.jwt.VerifiedJwt;
import dev.portcullis.store.Database;
import dev.portcullis.store.DjangoTokenTable;
import dev.portcullis.store.OutstandingTable;
import dev.portcullis.store.RevocationTable;
import dev.portcullis.store.Schema;
import dev.portcullis.store.SqlName;
import dev.portcullis.store.UserColumns;
import dev.portcullis.store.UserMapping;
import dev.portcullis.store.UserRow;
import dev.portcullis.store.UserTable;
import dev.portcullis.testing.DjangoTables;
import dev.portcullis.testing.Race;
import dev.portcullis.testing.TestClock;
import dev.portcullis.testing.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DjangoSessionsTest {
  private static final Duration ACCESS = Duration.ofMinutes(5);
  private static final Duration REFRESH = Duration.ofDays(1);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Client CLIENT = new Client("curl/8", "127.0.0.1");
  private static final JwtPolicy JWT =
      new JwtPolicy(Optional.empty(), Optional.empty(), Duration.ZERO);

  private final TestClock clock = new TestClock();
  private final TestDatabase testDatabase = TestDatabase.h2();
  private final Database database = testDatabase.open();
  private final KeyRing ring =
      new KeyRing(
          JwtKey.hmac(JwtAlgorithm.HS256, "k".repeat(50).getBytes(UTF_8)), List.<JwtKey>of());
  private final JwtVerifier verifier = new JwtVerifier(ring, JWT, clock);
  private final Users users;
  private final KnownUser mamun;
  private final KnownUser rahim;
  private final Revocations revocations =
      new Revocations(
          new RevocationTable(database, "portcullis_"), ACCESS, Duration.ofSeconds(30), clock);
  private final DjangoSessions rotating;
  private final DjangoSessions strict;
  private final DjangoSessions steady;

  DjangoSessionsTest() {
    DjangoTables.createIn(testDatabase);
    new Schema(database, "portcullis_").create(false);
    users =
        new Users(
            new UserTable(database, mapping()),
            new DjangoPasswordMarks(new byte[32]),
            new Staleness(Duration.ofSeconds(10), Duration.ofSeconds(30)),
            clock);
    mamun = users.byLogin("mamun").orElseThrow();
    rahim = users.byLogin("rahim").orElseThrow();
    revocations.follow();
    rotating = sessions(true, GRACE);
    strict = sessions(true, Duration.ZERO);
    steady = sessions(false, GRACE);
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

  @ParameterizedTest(name = "{0} ms after the rotation, in a grace of 10 s: same successor {1}")
  @CsvSource({"0,true", "9999,true", "10000,false", "10001,false"})
  void replacedTokenGetsTheSameSuccessorUntilTheGraceIsOver(long millis, boolean inGrace) {
    String first = rotating.open(mamun, CLIENT).refresh().orElseThrow();
    String second = rotating.refresh(first).refresh().orElseThrow();
    clock.advance(Duration.ofMillis(millis));

    if (inGrace) {
      assertThat(rotating.refresh(first).refresh()).contains(second);
      assertThatCode(() -> rotating.verify(first)).doesNotThrowAnyException();
    } else {
      assertThat(errorOf(() -> rotating.refresh(first))).isEqualTo(AuthError.TOKEN_REVOKED);
      assertThat(errorOf(() -> rotating.verify(first))).isEqualTo(AuthError.VERIFIED_TOKEN_REVOKED);
    }
    // A replay is no proof of theft here: the site's own race may look like one.
    assertThatCode(() -> rotating.refresh(second)).doesNotThrowAnyException();
  }

  @Test
  void grandparentIsNoPredecessorWhateverTheGrace() {
    String first = rotating.open(mamun, CLIENT).refresh().orElseThrow();
    rotating.refresh(rotating.refresh(first).refresh().orElseThrow());

    assertThat(errorOf(() -> rotating.refresh(first))).isEqualTo(AuthError.TOKEN_REVOKED);
  }

  @Test
  void ofTwentyAtOnceOneRotatesWithoutGraceAndAllGetTheSameWithIt() {
    String first = strict.open(mamun, CLIENT).refresh().orElseThrow();
    long winners =
        Race.winners(
            20,
            i -> {
              try {
                return strict.refresh(first).refresh().isPresent();
              } catch (AuthException e) {
                assertThat(e.error()).isEqualTo(AuthError.TOKEN_REVOKED);
                return false;
              }
            });
    String second = rotating.open(mamun, CLIENT).refresh().orElseThrow();
    List<String> successors = Race.of(20, i -> rotating.refresh(second).refresh().orElseThrow());

    assertThat(winners).isEqualTo(1);
    assertThat(new HashSet<>(successors)).hasSize(1).doesNotContain(second);
  }

  @Test
  void tokenThatTheSiteHasNotListedIsListedWhenItIsReplaced() {
    String theirs = ofSite("a".repeat(32));

    String ours = rotating.refresh(theirs).refresh().orElseThrow();

    assertThat(testDatabase.column("SELECT jti FROM token_blacklist_outstandingtoken"))
        .containsExactlyInAnyOrder("a".repeat(32), verifier.verify(ours).jti());
    assertThat(verifier.verify(ours).sessionId()).contains("a".repeat(32));
    assertThat(errorOf(() -> strict.refresh(theirs))).isEqualTo(AuthError.TOKEN_REVOKED);
  }

  @Test
  void flushedTokenDoesNotComeBackInTheLeeway() {
    Duration leeway = Duration.ofMinutes(5);
    DjangoSessions lenient =
        sessions(
            true,
            GRACE,
            new JwtVerifier(
                ring, new JwtPolicy(Optional.empty(), Optional.empty(), leeway), clock));
    String ended = lenient.open(mamun, CLIENT).refresh().orElseThrow();
    String good = lenient.open(mamun, CLIENT).refresh().orElseThrow();
    lenient.end(ended, identity(mamun, Optional.empty()));
    clock.advance(REFRESH);
    revocations.follow();
    testDatabase.execute(
        "DELETE FROM token_blacklist_blacklistedtoken",
        "DELETE FROM token_blacklist_outstandingtoken WHERE id = 1");

    assertThat(errorOf(() -> lenient.refresh(ended))).isEqualTo(AuthError.TOKEN_REVOKED);
    assertThatCode(() -> lenient.refresh(good)).doesNotThrowAnyException();
  }

  @Test
  void tokenTakenFromTheBlacklistRotatesAnew() {
    String first = rotating.open(mamun, CLIENT).refresh().orElseThrow();
    String second = rotating.refresh(first).refresh().orElseThrow();
    testDatabase.execute("DELETE FROM token_blacklist_blacklistedtoken");

    assertThat(rotating.refresh(first).refresh().orElseThrow()).isNotEqualTo(second);
  }

  @Test
  void successorOfAnotherUserInTheRowIsNotGivenOut() {
    String first = rotating.open(mamun, CLIENT).refresh().orElseThrow();
    rotating.refresh(first);
    String other = rotating.open(rahim, CLIENT).refresh().orElseThrow();
    testDatabase.execute(
        "UPDATE token_blacklist_outstandingtoken SET token = '%s' WHERE user_id = 1"
            .formatted(other));

    assertThat(errorOf(() -> rotating.refresh(first))).isEqualTo(AuthError.TOKEN_REVOKED);
  }

  @Test
  void logoutEndsTheAccessTokensOfTheWholeSession() {
    TokenPair pair = rotating.open(mamun, CLIENT);
    TokenPair next = rotating.refresh(pair.refresh().orElseThrow());

    rotating.end(next.refresh().orElseThrow(), identity(mamun, Optional.empty()));

    assertThat(revocations.isRevoked(verifier.verify(pair.access()))).isTrue();
    assertThat(revocations.isRevoked(verifier.verify(next.access()))).isTrue();
    assertThat(errorOf(() -> rotating.verify(next.access())))
        .isEqualTo(AuthError.VERIFIED_TOKEN_REVOKED);
  }

  @Test
  void logoutWithAReplacedTokenInTheGraceEndsItsSuccessor() {
    String first = rotating.open(mamun, CLIENT).refresh().orElseThrow();
    String second = rotating.refresh(first).refresh().orElseThrow();

    rotating.end(first, identity(mamun, Optional.empty()));

    assertThat(errorOf(() -> rotating.refresh(second))).isEqualTo(AuthError.TOKEN_REVOKED);
    assertThat(errorOf(() -> rotating.refresh(first))).isEqualTo(AuthError.TOKEN_REVOKED);
  }

  @Test
  void nobodyEndsAnothersSession() {
    String refresh = steady.open(mamun, CLIENT).refresh().orElseThrow();
    String unlisted = ofSite("a".repeat(32));
    String session = steady.of(identity(mamun, Optional.empty())).get(0).id();

    for (String token : List.of(refresh, unlisted)) {
      assertThat(errorOf(() -> steady.end(token, identity(rahim, Optional.empty()))))
          .isEqualTo(AuthError.TOKEN_REVOKED);
      assertThatCode(() -> steady.refresh(token)).doesNotThrowAnyException();
    }
    assertThat(steady.endOne(session, identity(rahim, Optional.empty()))).isFalse();
    assertThat(steady.endOne(session, identity(mamun, Optional.empty()))).isTrue();
    assertThat(errorOf(() -> steady.refresh(refresh))).isEqualTo(AuthError.TOKEN_REVOKED);
  }

  @Test
  void sessionOfAnAccessTokenEndsThoughItsRefreshTokenIsNotListed() {
    TokenPair pair = steady.open(mamun, CLIENT);
    VerifiedJwt access = verifier.verify(pair.access());

    steady.endOf(identity(mamun, access.sessionId()));

    assertThat(errorOf(() -> steady.refresh(pair.refresh().orElseThrow())))
        .isEqualTo(AuthError.TOKEN_REVOKED);
    steady.endOf(identity(mamun, Optional.of("unlisted")));
    assertThat(revocations.isRevoked("unlisted")).isTrue();
    assertThat(testDatabase.column("SELECT subject FROM portcullis_revocation"))
        .contains("unlisted", access.sessionId().orElseThrow());
  }

  @Test
  void allSessionsEndEvenThoseWhoseTokensNobodyCanRead() {
    steady.open(mamun, CLIENT);
    String refresh = steady.open(rahim, CLIENT).refresh().orElseThrow();
    steady.open(mamun, CLIENT);
    testDatabase.execute("UPDATE token_blacklist_outstandingtoken SET token = 'x' WHERE id = 1");

    assertThat(steady.of(identity(mamun, Optional.empty()))).hasSize(1);
    steady.endAll(mamun.row().id());

    assertThat(testDatabase.column("SELECT token_id FROM token_blacklist_blacklistedtoken"))
        .hasSize(2);
    assertThatCode(() -> steady.refresh(refresh)).doesNotThrowAnyException();
  }

  @Test
  void userWhoIsGoneOrInactiveRefreshesNoMore() {
    String refresh = steady.open(mamun, CLIENT).refresh().orElseThrow();
    testDatabase.execute("UPDATE auth_user SET is_active = FALSE WHERE id = 1");

    assertThat(errorOf(() -> steady.refresh(refresh))).isEqualTo(AuthError.REFRESH_USER_INACTIVE);
  }

  @Test
  void changedPasswordEndsTokensThatTellOfTheOldOne() {
    String refresh = steady.open(mamun, CLIENT).refresh().orElseThrow();
    String theirs = ofSite("a".repeat(32));
    testDatabase.execute("UPDATE auth_user SET password = 'pbkdf2_sha256$1$a$b' WHERE id = 1");

    assertThat(errorOf(() -> steady.refresh(refresh))).isEqualTo(AuthError.TOKEN_REVOKED);
    // Without the claim it lives on, as at the site without CHECK_REVOKE_TOKEN.
    assertThatCode(() -> steady.refresh(theirs)).doesNotThrowAnyException();
  }

  @Test
  void markIsDjangosOnlyWhereItGivesNothingAway() {
    DjangoPasswordMarks marks = new DjangoPasswordMarks(new byte[32]);
    UserRow user = mamun.row();

    // md5("pbkdf2_sha256$1$a$b"), as get_md5_hash_password has it.
    assertThat(marks.of(user, "pbkdf2_sha256$1$a$b")).isEqualTo("D189514B36275B5C49334DB961F35162");
    for (String quick : List.of("md5$salt$x", "sha1$$x", "5f4dcc3b5aa765d61d8327deb882cf99", "")) {
      assertThat(marks.of(user, quick)).isEqualTo(new PasswordMarks(new byte[32]).of(user, quick));
    }
  }

  @Test
  void accessTokenIsNoRefreshToken() {
    String access = steady.open(mamun, CLIENT).access();

    assertThat(errorOf(() -> steady.refresh(access))).isEqualTo(AuthError.TOKEN_WRONG_TYPE);
    assertThat(errorOf(() -> steady.end(access, identity(mamun, Optional.empty()))))
        .isEqualTo(AuthError.TOKEN_WRONG_TYPE);
  }

  @Test
  void staticTokenIsOneForAllLoginsAtOnce() {
    DjangoStaticTokens tokens = staticTokens();

    List<String> given = Race.of(8, i -> tokens.issue(mamun, CLIENT));

    assertThat(new HashSet<>(given)).hasSize(1);
    assertThat(tokens.authenticate(given.get(0)).username()).isEqualTo("mamun");
    assertThat(tokens.issue(rahim, CLIENT)).isNotEqualTo(given.get(0));
  }

  @Test
  void staticTokenIsRefusedInOtherLettersAndWhenItsUserIsInactive() {
    DjangoStaticTokens tokens = staticTokens();
    String token = tokens.issue(mamun, CLIENT);
    String key = "'" + "a".repeat(40) + "'";
    testDatabase.execute("UPDATE authtoken_token SET \"key\" = " + key);

    for (String other :
        List.of(token, "A".repeat(40), "a".repeat(41), "", " ", "a".repeat(39) + "\0")) {
      assertThat(errorOf(() -> tokens.authenticate(other)))
          .isEqualTo(AuthError.STATIC_TOKEN_INVALID);
      assertThat(tokens.end(other)).isFalse();
    }
    assertThat(tokens.authenticate("a".repeat(40)).username()).isEqualTo("mamun");
    testDatabase.execute("UPDATE auth_user SET is_active = FALSE WHERE id = 1");
    clock.advance(Duration.ofSeconds(10));
    assertThat(errorOf(() -> tokens.authenticate("a".repeat(40))))
        .isEqualTo(AuthError.STATIC_TOKEN_USER_INACTIVE);
  }

  private DjangoStaticTokens staticTokens() {
    return new DjangoStaticTokens(
        new DjangoTokenTable(database),
        users,
        new Identities(UserRow::username, ""),
        clock,
        new SecureRandom());
  }

  /** A refresh token of mamun's that has no more claims than one of simplejwt's. */
  private String ofSite(String jti) {
    // A session of the token's own id is what a token without one has.
    return new JwtSigner(ring, JWT)
        .sign(
            new JwtClaims(
                TokenType.REFRESH,
                jti,
                1L,
                jti,
                clock.instant(),
                clock.instant().plus(REFRESH),
                Map.of()));
  }

  private static AuthError errorOf(ThrowingCallable call) {
    AuthException refusal = catchThrowableOfType(AuthException.class, call);
    assertThat(refusal).as("It is refused").isNotNull();
    return refusal.error();
  }

  private static Identity identity(KnownUser user, Optional<String> session) {
    return new Identities(UserRow::username, "").of(user.row(), Scheme.BEARER, session, Map.of());
  }

  private static UserMapping mapping() {
    return UserMapping.of(
        new UserColumns(
            new SqlName("auth_user"),
            new SqlName("id"),
            new SqlName("username"),
            new SqlName("password"),
            List.of(new SqlName("username")),
            new UserColumns.OptionalColumns(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new SqlName("is_active")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            Map.of()));
  }

  private DjangoSessions sessions(boolean rotate, Duration grace) {
    return sessions(rotate, grace, verifier);
  }

  private DjangoSessions sessions(boolean rotate, Duration grace, JwtVerifier verifier) {
    return new DjangoSessions(
        new OutstandingTable(database, "portcullis_"),
        users,
        new SessionTokens(new JwtSigner(ring, JWT), verifier, users, Optional.empty()),
        new SessionPolicy(ACCESS, REFRESH, rotate, grace, Optional.empty()),
        new SuccessorIds(new byte[32]),
        Optional.of(revocations),
        clock,
        new SecureRandom());
  }
}
