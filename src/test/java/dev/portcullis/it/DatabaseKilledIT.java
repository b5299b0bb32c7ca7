package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.GateNode;
import dev.portcullis.testing.MariaDb;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** A database that ends in the middle of rotations costs nobody a session, and gives nobody two. */
@Tag("nodes")
class DatabaseKilledIT {
  private static final int CLIENTS = 24;

  private final TestDatabase database = MariaDb.fresh();
  private List<GateNode> nodes = List.of();

  @BeforeEach
  void start() {
    MariaDb.keepWhatIsCommitted(database);
    SampleUsers.insertCheaplyInto(database);
    Map<String, String> parameters = database.parameters();
    parameters.put("refresh-rotate", "true");
    parameters.put("refresh-grace", "2m");
    parameters.put("pool-wait", "1s");
    nodes = GateNode.start(2, parameters);
  }

  @AfterEach
  void stop() {
    nodes.forEach(GateNode::close);
    database.close();
  }

  @Test
  void stoppedAndKilledUnderLoad() throws Exception {
    List<Rotating> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(new Rotating(i));
    }
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      clients.forEach(client -> running.add(threads.submit(() -> client.rotateUntil(over))));
      awaitMoreRotations();
      outage("stop", MariaDb::stop);
      outage("kill -9", MariaDb::kill);
      over.set(true);
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      over.set(true);
      threads.shutdownNow();
    }

    System.out.printf(
        "%s: %d clients on %d nodes, %d rotations, answers %s%n",
        getClass().getSimpleName(), CLIENTS, nodes.size(), rotations.get(), answers);
    assertThat(answers.keySet()).isSubsetOf(200, 503);
    assertThat(answers).as("the database was away").containsKey(503);
    for (Rotating client : clients) {
      Answer last = client.refresh();
      assertThat(last.status()).isEqualTo(200);
      assertThat(client.profile(last)).isEqualTo(200);
    }
    assertThat(database.column("SELECT sid FROM portcullis_session")).hasSize(CLIENTS);
    assertThat(database.column("SELECT sid FROM portcullis_session WHERE ended_at IS NULL"))
        .hasSize(CLIENTS);
  }

  private final List<Future<?>> running = new ArrayList<>();
  private final AtomicInteger rotations = new AtomicInteger();
  private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();

  private void outage(String name, Runnable end) throws Exception {
    long began = System.nanoTime();
    end.run();
    Thread.sleep(1_000);
    MariaDb.startAgain();
    MariaDb.keepWhatIsCommitted(database);
    long back = System.nanoTime();
    awaitMoreRotations();
    System.out.printf(
        "%s, %s: away for %d ms, all clients rotate again %d ms later%n",
        getClass().getSimpleName(),
        name,
        (back - began) / 1_000_000,
        (System.nanoTime() - back) / 1_000_000);
  }

  /** Until each client may have rotated a few times. */
  private void awaitMoreRotations() throws Exception {
    int wanted = rotations.get() + 5 * CLIENTS;
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
    private String token;
    private int turns;

    Rotating(int number) {
      this.number = number;
      this.token =
          node()
              .postJson("/auth/token/", Map.of("username", "mamun", "password", "1234"))
              .text("refresh");
    }

    private Client node() {
      return nodes.get((number + turns) % nodes.size()).client();
    }

    void rotateUntil(AtomicBoolean over) {
      while (!over.get()) {
        Answer answer = refresh();
        answers.merge(answer.status(), 1, Integer::sum);
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
      Answer answer = node().postJson("/auth/refresh/", Map.of("refresh", token));
      if (answer.status() == 200) {
        token = answer.text("refresh");
      }
      return answer;
    }

    int profile(Answer pair) {
      return node()
          .get("/auth/profile/", "Authorization", "Bearer " + pair.text("access"))
          .status();
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
