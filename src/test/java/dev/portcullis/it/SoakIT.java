package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.GateNode;
import dev.portcullis.testing.MariaDb;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node under mixed load for minutes needs no more heap and no more threads at the end. */
@Tag("soak")
class SoakIT {
  private static final Duration LENGTH =
      Duration.ofSeconds((long) (Double.parseDouble(System.getProperty("soak.minutes")) * 60));
  private static final int SAMPLES = 20;
  private static final long SLACK = 4L << 20;

  private final TestDatabase database = MariaDb.fresh();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong requests = new AtomicLong();
  private GateNode node;

  private record Sample(long seconds, long requests, long heap, int threads) {}

  @BeforeEach
  void start() {
    SampleUsers.insertCheaplyInto(database);
    Map<String, String> parameters = database.parameters();
    parameters.put("refresh-rotate", "true");
    parameters.put("refresh-grace", "0s");
    parameters.put("rules", "/vitals permit");
    // All of it comes from one address, and each forgery is to be looked at.
    parameters.put("bad-token-limit", "0");
    node = GateNode.start(parameters);
  }

  @AfterEach
  void stop() {
    node.close();
    database.close();
  }

  @Test
  void heapAndThreadsStayFlat() throws Exception {
    String key = "Token " + node.client().staticToken("/auth/api-token-auth/", "mamun", "1234");
    String access = "Bearer " + login("mamun", "1234").text("access");
    List<Loop> loops =
        List.of(
            turn -> expect(200, who(key)),
            // A fresh one now and then: each node remembers what it has seen.
            turn ->
                expect(200, who(turn < 1_000 ? access : "Bearer " + refreshed().text("access"))),
            turn -> expect(401, who(access + turn)),
            turn -> expect(401, who("Token 0123456789abcdef0123456789abcdef" + turn)),
            turn -> expect(401, login("stranger-" + turn, "guess"), 429),
            turn -> wholeSession());
    ExecutorService threads = Executors.newFixedThreadPool(loops.size());
    List<Sample> samples = new ArrayList<>();
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Loop loop : loops) {
        running.add(threads.submit(() -> repeat(loop)));
      }
      samples.addAll(samples(running));
      over.set(true);
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      over.set(true);
      threads.shutdownNow();
    }

    print(samples);
    List<Sample> early = samples.subList(SAMPLES / 4, SAMPLES / 2);
    List<Sample> late = samples.subList(SAMPLES * 3 / 4, SAMPLES);
    assertThat(median(late, Sample::heap))
        .as("heap in use after a collection")
        .isLessThan(median(early, Sample::heap) * 6 / 5 + SLACK);
    assertThat(median(late, Sample::threads))
        .as("threads")
        .isLessThanOrEqualTo(median(early, Sample::threads) + 2);
  }

  private interface Loop {
    void run(int turn);
  }

  private void repeat(Loop loop) {
    for (int turn = 0; !over.get(); turn++) {
      loop.run(turn);
    }
  }

  private void wholeSession() {
    Answer pair = login("mamun", "1234");
    Answer next = refresh(pair);
    expect(200, next);
    expect(401, refresh(pair));
    Answer other = refreshed();
    expect(
        200,
        node.client()
            .postJson(
                "/auth/logout/",
                Map.of("refresh", other.text("refresh")),
                "Authorization",
                "Bearer " + other.text("access")));
  }

  private Answer refreshed() {
    Answer pair = refresh(login("mamun", "1234"));
    expect(200, pair);
    return pair;
  }

  private Answer refresh(Answer pair) {
    requests.incrementAndGet();
    return node.client().postJson("/auth/refresh/", Map.of("refresh", pair.text("refresh")));
  }

  private Answer login(String username, String password) {
    requests.incrementAndGet();
    return node.client()
        .postJson("/auth/login/", Map.of("username", username, "password", password));
  }

  private Answer who(String authorization) {
    requests.incrementAndGet();
    return node.client().get("/who", "Authorization", authorization);
  }

  private static void expect(int status, Answer answer, Integer... others) {
    if (answer.status() != status && !List.of(others).contains(answer.status())) {
      throw new AssertionError("Expected " + status + ", got " + answer);
    }
  }

  private List<Sample> samples(List<Future<?>> running) throws Exception {
    List<Sample> samples = new ArrayList<>();
    Client client = node.client();
    long began = System.nanoTime();
    for (int i = 1; i <= SAMPLES; i++) {
      long until = began + LENGTH.toNanos() * i / SAMPLES;
      while (System.nanoTime() < until) {
        Thread.sleep(50);
        for (Future<?> one : running) {
          if (one.isDone()) {
            one.get(); // It has failed, and says how.
          }
        }
      }
      String[] vitals = client.get("/vitals").body().split(" ", 2);
      samples.add(
          new Sample(
              (System.nanoTime() - began) / 1_000_000_000,
              requests.get(),
              Long.parseLong(vitals[0]),
              Integer.parseInt(vitals[1])));
    }
    return samples;
  }

  private static long median(List<Sample> samples, java.util.function.ToLongFunction<Sample> what) {
    return samples.stream().mapToLong(what).sorted().skip(samples.size() / 2).findFirst().orElse(0);
  }

  private static void print(List<Sample> samples) {
    System.out.println("Soak: seconds | requests | heap in use (KiB) | threads");
    for (Sample sample : samples) {
      System.out.printf(
          "%13d | %8d | %17d | %7d%n",
          sample.seconds(), sample.requests(), sample.heap() / 1024, sample.threads());
    }
  }
}
