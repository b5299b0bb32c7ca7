package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What many clients get who do the same at the same moment, on a real database. */
abstract class ParallelRefreshSuite {
  private static final int CLIENTS = 20;

  private TestDatabase database;
  private JettyApps apps;
  private Client strict;
  private Client graceful;

  /** A new and empty database. */
  abstract TestDatabase newDatabase();

  @BeforeEach
  void start() throws Exception {
    database = newDatabase();
    SampleUsers.insertInto(database);
    Map<String, String> parameters = database.parameters();
    parameters.put("refresh-rotate", "true");
    parameters.put("refresh-grace", "0s");
    apps = new JettyApps().add("/strict", Map.copyOf(parameters));
    parameters.put("refresh-grace", "1m");
    apps.add("/graceful", Map.copyOf(parameters)).start();
    strict = new Client(apps.url() + "/strict");
    graceful = new Client(apps.url() + "/graceful");
  }

  @AfterEach
  void stop() throws Exception {
    apps.close();
    database.close();
  }

  @Test
  void withoutGraceExactlyOneOfTwentyRefreshesWins() throws Exception {
    String refresh = login(strict).text("refresh");

    List<Answer> answers = inParallel(() -> refresh(strict, refresh));

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isEqualTo(401);
              assertThat(answer.text("detail")).isEqualTo("Token is blacklisted");
            });
  }

  @Test
  void withGraceAllTwentyGetTheVerySameSuccessor() throws Exception {
    String refresh = login(graceful).text("refresh");

    List<Answer> answers = inParallel(() -> refresh(graceful, refresh));

    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    Set<String> successors = new HashSet<>();
    answers.forEach(answer -> successors.add(answer.text("refresh")));
    assertThat(successors).hasSize(1).doesNotContain(refresh);
    assertThat(refresh(graceful, successors.iterator().next()).status()).isEqualTo(200);
  }

  @Test
  void twoLoginsAtOnceGetTheSameStaticTokenAndTwoSessions() throws Exception {
    List<Answer> tokens =
        inParallel(
            () ->
                strict.postJson(
                    "/auth/api-token-auth/", Map.of("username", "rahim", "password", "rahim-pass")),
            2);
    List<Answer> pairs = inParallel(() -> login(strict), 2);

    assertThat(tokens.get(0).text("token")).isEqualTo(tokens.get(1).text("token"));
    assertThat(pairs.get(0).text("refresh")).isNotEqualTo(pairs.get(1).text("refresh"));
    assertThat(database.column("SELECT sid FROM portcullis_session")).hasSize(2);
  }

  private static Answer login(Client client) {
    return client.postJson("/auth/token/", Map.of("username", "mamun", "password", "1234"));
  }

  private static Answer refresh(Client client, String refresh) {
    return client.postJson("/auth/refresh/", Map.of("refresh", refresh));
  }

  private static <T> List<T> inParallel(Callable<T> call) throws Exception {
    return inParallel(call, CLIENTS);
  }

  private static <T> List<T> inParallel(Callable<T> call, int times) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      CyclicBarrier together = new CyclicBarrier(times);
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        running.add(
            threads.submit(
                () -> {
                  together.await();
                  return call.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
