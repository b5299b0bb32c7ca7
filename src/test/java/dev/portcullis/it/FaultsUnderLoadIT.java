package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.json.Json;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.GateNode;
import dev.portcullis.testing.MariaDb;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever becomes of the database under load on two nodes, nobody comes in who may not, nobody
 * sees a fault but 503, nobody loses a session and nobody gets two.
 */
@Tag("nodes")
class FaultsUnderLoadIT {
  private static final int ROTATING = 16;
  private static final String FORGED =
      "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImEifQ"
          + ".eyJ0b2tlbl90eXBlIjoiYWNjZXNzIiwidXNlcl9pZCI6IjIifQ"
          + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  private final TestDatabase database = MariaDb.fresh();
  private final AtomicBoolean over = new AtomicBoolean();
  private final List<Future<?>> running = new ArrayList<>();
  private final AtomicInteger rotations = new AtomicInteger();
  private final Map<String, Map<Integer, Integer>> answers = new ConcurrentHashMap<>();
  private List<GateNode> nodes = List.of();

  @BeforeEach
  void start() {
    MariaDb.keepWhatIsCommitted(database);
    SampleUsers.insertCheaplyInto(database);
    Map<String, String> parameters = database.parameters();
    parameters.put("refresh-rotate", "true");
    parameters.put("refresh-grace", "2m");
    parameters.put("pool-wait", "1s");
    // All of them come from one address, and most of what they send is wrong.
    parameters.put("lockout", "false");
    parameters.put("bad-token-limit", "0");
    nodes = GateNode.start(2, parameters);
  }

  @AfterEach
  void stop() {
    nodes.forEach(GateNode::close);
    database.close();
  }

  @Test
  void databaseStoppedKilledPausedAndReadOnly() throws Exception {
    List<Rotating> clients = new ArrayList<>();
    for (int i = 0; i < ROTATING; i++) {
      clients.add(new Rotating(i));
    }
    Answer pair = clients.get(0).refresh();
    String access = "Bearer " + pair.text("access");
    String key =
        "Token " + nodes.get(0).client().staticToken("/auth/api-token-auth/", "mamun", "1234");
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      clients.forEach(client -> running.add(threads.submit(client::rotate)));
      repeat(threads, "JWT", Set.of(200, 503), turn -> who(turn, access));
      repeat(threads, "static token", Set.of(200, 503), turn -> who(turn, key));
      repeat(threads, "login", Set.of(200, 503), turn -> login(turn, "1234"));
      repeat(threads, "wrong password", Set.of(401, 503), turn -> login(turn, "4321"));
      repeat(threads, "forged JWT", Set.of(401, 503), turn -> who(turn, FORGED));
      repeat(threads, "forged token", Set.of(401, 503), turn -> who(turn, key + "0"));
      repeat(threads, "nothing", Set.of(401), turn -> who(turn, "Basic eDp5"));
      awaitMoreRotations();
      outage("stopped", 3, MariaDb::stop, this::startAgain);
      outage("killed", 3, MariaDb::kill, this::startAgain);
      // Longer than a connection waits for an answer.
      outage("paused", 12, MariaDb::pause, MariaDb::goOn);
      outage(
          "read-only",
          3,
          () -> MariaDb.setReadOnly(database, true),
          () -> MariaDb.setReadOnly(database, false));
      over.set(true);
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      over.set(true);
      threads.shutdownNow();
    }

    System.out.printf(
        "%s: %d clients rotated %d times on %d nodes; answers by what was sent:%n",
        getClass().getSimpleName(), ROTATING, rotations.get(), nodes.size());
    answers.forEach((sent, byStatus) -> System.out.printf("  %-15s %s%n", sent, byStatus));
    assertThat(answers.get("refresh")).as("the database was away").containsKey(503);
    assertThat(answers.get("static token")).as("the database was away").containsKey(503);
    for (Rotating client : clients) {
      Answer last = client.refresh();
      assertThat(last.status()).isEqualTo(200);
      assertThat(client.profile(last)).isEqualTo(200);
      assertThat(sessionOf(last))
          .as("the one session that it began with")
          .isEqualTo(client.session);
    }
    assertThat(who(0, key).status()).isEqualTo(200);
    assertThat(database.column("SELECT sid FROM portcullis_session WHERE ended_at IS NOT NULL"))
        .as("sessions that ended because a token seemed to be used twice")
        .isEmpty();
  }

  private interface Request {
    Answer send(int turn);
  }

  /** Sends it again and again, and fails at the first answer that is not among these. */
  private void repeat(ExecutorService threads, String name, Set<Integer> fine, Request request) {
    Map<Integer, Integer> counts = new ConcurrentHashMap<>();
    answers.put(name, counts);
    running.add(
        threads.submit(
            () -> {
              for (int turn = 0; !over.get(); turn++) {
                Answer answer = request.send(turn);
                counts.merge(answer.status(), 1, Integer::sum);
                assertThat(fine).as("%s: %s", name, answer).contains(answer.status());
                pause(30);
              }
            }));
  }

  private Client node(int turn) {
    return nodes.get(turn % nodes.size()).client();
  }

  private Answer who(int turn, String authorization) {
    return node(turn).get("/who", "Authorization", authorization);
  }

  private Answer login(int turn, String password) {
    return node(turn).postJson("/auth/login/", Map.of("username", "mamun", "password", password));
  }

  private void startAgain() {
    MariaDb.startAgain();
    MariaDb.keepWhatIsCommitted(database);
  }

  private void outage(String name, int seconds, Runnable begin, Runnable end) throws Exception {
    long began = System.nanoTime();
    begin.run();
    Thread.sleep(seconds * 1_000L);
    end.run();
    long back = System.nanoTime();
    awaitMoreRotations();
    System.out.printf(
        "%s, %s: for %d ms, all clients rotate again %d ms later%n",
        getClass().getSimpleName(),
        name,
        (back - began) / 1_000_000,
        (System.nanoTime() - back) / 1_000_000);
  }

  /** Until each client may have rotated a few times. */
  private void awaitMoreRotations() throws Exception {
    int wanted = rotations.get() + 5 * ROTATING;
    long end = System.nanoTime() + 90_000_000_000L;
    while (rotations.get() < wanted) {
      for (Future<?> one : running) {
        if (one.isDone()) {
          one.get(); // It has failed, and says how.
        }
      }
      assertThat(System.nanoTime()).as("rotations go on; answers %s", answers).isLessThan(end);
      Thread.sleep(20);
    }
  }

  /** A client as it should be: it keeps its token until it holds the next one. */
  private final class Rotating {
    private final int number;
    private final Object session;
    private String token;
    private int turns;

    Rotating(int number) {
      this.number = number;
      Answer pair = login(number, "1234");
      this.token = pair.text("refresh");
      this.session = sessionOf(pair);
    }

    void rotate() {
      Map<Integer, Integer> counts =
          answers.computeIfAbsent("refresh", name -> new ConcurrentHashMap<>());
      while (!over.get()) {
        Answer answer = refresh();
        counts.merge(answer.status(), 1, Integer::sum);
        if (answer.status() == 200) {
          rotations.incrementAndGet();
        } else if (answer.status() != 503) {
          throw new AssertionError("client " + number + " got " + answer);
        }
        pause(answer.status() == 200 ? 20 : 200);
      }
    }

    Answer refresh() {
      turns++;
      Answer answer = node(number + turns).postJson("/auth/refresh/", Map.of("refresh", token));
      if (answer.status() == 200) {
        token = answer.text("refresh");
      }
      return answer;
    }

    int profile(Answer pair) {
      return node(number)
          .get("/auth/profile/", "Authorization", "Bearer " + pair.text("access"))
          .status();
    }
  }

  private static Object sessionOf(Answer pair) {
    String payload = pair.text("refresh").split("\\.", -1)[1];
    return Json.readObject(Base64.getUrlDecoder().decode(payload)).get("sid");
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
