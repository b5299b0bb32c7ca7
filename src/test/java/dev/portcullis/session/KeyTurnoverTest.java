package dev.portcullis.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.audit.Audit;
import dev.portcullis.jwt.JwtAlgorithm;
import dev.portcullis.jwt.JwtClaims;
import dev.portcullis.jwt.JwtKey;
import dev.portcullis.jwt.JwtPolicy;
import dev.portcullis.jwt.JwtSigner;
import dev.portcullis.jwt.JwtVerifier;
import dev.portcullis.jwt.KeyRing;
import dev.portcullis.jwt.Keys;
import dev.portcullis.jwt.TokenType;
import dev.portcullis.jwt.TrustedIssuers;
import dev.portcullis.keys.KeptKeys;
import dev.portcullis.keys.KeyFollower;
import dev.portcullis.keys.KeySchedule;
import dev.portcullis.store.Database;
import dev.portcullis.store.KeyTable;
import dev.portcullis.store.SessionTable;
import dev.portcullis.store.UserMapping;
import dev.portcullis.store.UserTable;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestClock;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.watch.Counters;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, whose keys turn over again and again under their clients. */
class KeyTurnoverTest {
  private static final Duration FOLLOW = Duration.ofSeconds(10);
  private static final Duration ROTATION = Duration.ofMinutes(10);
  private static final Duration ACCESS = Duration.ofMinutes(5);
  private static final Duration REFRESH = Duration.ofMinutes(8);
  private static final int STEPS = 540;
  private static final JwtPolicy POLICY =
      new JwtPolicy(Optional.empty(), Optional.empty(), Duration.ZERO);

  private final TestClock clock = new TestClock();
  private final TestDatabase testDatabase = TestDatabase.h2();
  private final Database database = testDatabase.open();
  private final KnownUser mamun;

  KeyTurnoverTest() {
    SampleUsers.insertInto(testDatabase);
    mamun = users().byLogin("mamun").orElseThrow();
  }

  @AfterEach
  void close() {
    database.close();
    testDatabase.close();
  }

  /** What one node has of keys and sessions. */
  private final class Node {
    final Keys keys;
    final KeyFollower follower;
    final JwtVerifier verifier;
    final Sessions rotating;
    final Sessions steady;

    Node() {
      KeySchedule schedule = new KeySchedule(Optional.of(ROTATION), FOLLOW, REFRESH);
      KeptKeys source =
          new KeptKeys(
              new KeyTable(database, "portcullis_"),
              Optional.of(JwtAlgorithm.HS256),
              schedule,
              clock,
              new SecureRandom());
      keys = new Keys(source.read(), clock.instant(), schedule.certainty());
      follower = new KeyFollower(source, keys, clock);
      verifier = new JwtVerifier(keys, TrustedIssuers.none(), POLICY, clock);
      rotating = sessions(true);
      steady = sessions(false);
    }

    private Sessions sessions(boolean rotate) {
      Users users = users();
      return new Sessions(
          new SessionTable(database, "portcullis_"),
          users,
          new SessionTokens(new JwtSigner(keys, POLICY), verifier, users, Optional.empty()),
          new SessionPolicy(ACCESS, REFRESH, rotate, Duration.ofSeconds(10), Optional.empty()),
          Optional.empty(),
          Audit.off(clock, new Counters(), List.of()),
          clock,
          new SecureRandom());
    }
  }

  /**
   * Somebody who is logged in and comes to either node whenever they can. A refresh token is used
   * for seven of its eight minutes; an access token for four of its five, or, to have new ones in
   * every moment of a turnover, once.
   */
  private final class Visitor implements Callable<Integer> {
    private final List<Node> nodes;
    private final boolean rotating;
    private final Duration refreshing;
    private final AtomicBoolean over;
    private final Semaphore served = new Semaphore(0);
    private int requests;

    Visitor(List<Node> nodes, int number, AtomicBoolean over) {
      this.nodes = nodes;
      this.rotating = number % 2 == 0;
      this.refreshing = number < 2 ? Duration.ZERO : Duration.ofMinutes(4);
      this.over = over;
    }

    @Override
    public Integer call() {
      TokenPair pair = login();
      Instant loggedIn = clock.instant();
      Instant refreshed = loggedIn;
      while (!over.get()) {
        Instant now = clock.instant();
        nodes.get(requests % 2).verifier.verify(pair.access());
        if (!now.isBefore(loggedIn.plus(Duration.ofMinutes(7)))) {
          pair = login();
          loggedIn = now;
          refreshed = now;
        } else if (!now.isBefore(refreshed.plus(refreshing))) {
          TokenPair next = sessions().refresh(pair.refresh().orElseThrow());
          pair = new TokenPair(next.access(), next.refresh().or(pair::refresh), next.sessionId());
          refreshed = now;
        }
        requests++;
        served.release();
      }
      return requests;
    }

    private TokenPair login() {
      return sessions().open(mamun, new Client("test", "127.0.0.1"));
    }

    private Sessions sessions() {
      Node node = nodes.get((requests / 2) % 2);
      return rotating ? node.rotating : node.steady;
    }
  }

  @Test
  void noValidRequestIsRefusedWhileKeysTurnOver() throws Exception {
    List<Node> nodes = List.of(new Node(), new Node());
    AtomicBoolean over = new AtomicBoolean();
    List<Visitor> visitors =
        IntStream.range(0, 4).mapToObj(i -> new Visitor(nodes, i, over)).toList();
    ExecutorService threads = Executors.newFixedThreadPool(visitors.size());
    List<Future<Integer>> running = visitors.stream().map(threads::submit).toList();
    Map<String, JwtKey> signed = new LinkedHashMap<>();

    // Three quarters of an hour in steps of five seconds, in each of which everybody comes at least
    // twice. The
    // nodes look for keys in turn, while requests go on.
    for (int step = 0; step < STEPS && running.stream().noneMatch(Future::isDone); step++) {
      clock.advance(Duration.ofSeconds(5));
      nodes.get(step % 2).follower.run();
      JwtKey signing = nodes.get(0).keys.current().signing();
      signed.put(signing.kid(), signing);
      awaitTwoRequestsOf(visitors);
    }
    over.set(true);

    for (Future<Integer> one : running) {
      assertThat(one.get()).isGreaterThan(2 * STEPS);
    }
    threads.shutdown();
    assertThat(signed).hasSizeGreaterThanOrEqualTo(4);
    assertThat(nodes).allMatch(node -> node.keys.current().all().size() <= 3);
    assertThatRetiredKeyIsRefused(signed.values().iterator().next(), nodes);
  }

  @Test
  void nodeThatLostTheDatabaseMeanwhileSaysSoAndNotThatTheTokenIsBad() {
    Node one = new Node();
    Node cutOff = new Node();
    clock.advance(ROTATION.minusMillis(1));
    cutOff.follower.run();
    clock.advance(Duration.ofMillis(1));
    one.follower.run();
    clock.advance(Duration.ofMinutes(1));
    one.follower.run();
    String token = one.steady.open(mamun, new Client("test", "127.0.0.1")).access();

    AuthException refusal =
        catchThrowableOfType(AuthException.class, () -> cutOff.verifier.verify(token));

    assertThat(refusal.error()).isEqualTo(AuthError.UNAVAILABLE);
    cutOff.follower.run();
    assertThat(cutOff.verifier.verify(token).isOurs()).isTrue();
  }

  /** A request that began before, and one that began after the clock was set. */
  private static void awaitTwoRequestsOf(List<Visitor> visitors) throws InterruptedException {
    for (Visitor visitor : visitors) {
      visitor.served.drainPermits();
    }
    for (Visitor visitor : visitors) {
      if (!visitor.served.tryAcquire(2, 30, TimeUnit.SECONDS)) {
        return; // Somebody was refused: the test ends with the reason.
      }
    }
  }

  private void assertThatRetiredKeyIsRefused(JwtKey retired, List<Node> nodes) {
    Instant now = clock.instant();
    JwtClaims claims =
        new JwtClaims(TokenType.ACCESS, "j1", 1L, "s1", now, now.plus(Duration.ofDays(365)));
    String token = new JwtSigner(new KeyRing(retired, List.of()), POLICY).sign(claims);
    assertThatCode(
            () -> new JwtVerifier(new KeyRing(retired, List.of()), POLICY, clock).verify(token))
        .doesNotThrowAnyException();

    for (Node node : nodes) {
      AuthException refusal =
          catchThrowableOfType(AuthException.class, () -> node.verifier.verify(token));
      assertThat(refusal.error()).isEqualTo(AuthError.TOKEN_INVALID);
    }
  }

  private Users users() {
    UserTable table = new UserTable(database, UserMapping.portcullis("portcullis_"));
    return new Users(
        table,
        new PasswordMarks(new byte[32]),
        new Staleness(Duration.ofSeconds(10), Duration.ofDays(1)),
        clock);
  }
}
