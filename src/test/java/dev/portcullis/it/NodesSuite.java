package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.GateNode;
import dev.portcullis.testing.Race;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many clients with few refresh tokens on nodes in JVMs of their own, over one database. */
abstract class NodesSuite {
  private static final int CLIENTS = 500;
  private static final int TOKENS = 10;

  private TestDatabase database;
  private List<GateNode> nodes = List.of();

  /** A new and empty database on a server. */
  abstract TestDatabase newDatabase();

  /** How many nodes there are. */
  abstract int size();

  private void start(String grace) {
    database = newDatabase();
    SampleUsers.insertCheaplyInto(database);
    Map<String, String> parameters = database.parameters();
    parameters.put("refresh-rotate", "true");
    parameters.put("refresh-grace", grace);
    parameters.put("pool-wait", "25s"); // A machine that is busy otherwise is not what is tested.
    nodes = GateNode.start(size(), parameters);
  }

  @AfterEach
  void stop() {
    nodes.forEach(GateNode::close);
    database.close();
  }

  @Test
  void withGraceEveryClientEndsWithATokenThatWorks() {
    start("1m");
    List<String> tokens = logins();

    long began = System.nanoTime();
    List<Answer> first =
        Race.of(CLIENTS, client -> refresh(node(client), tokens.get(client % TOKENS)));
    print("with grace", first, began);
    List<Answer> second =
        Race.of(CLIENTS, client -> refresh(node(client + 1), first.get(client).text("refresh")));
    List<Answer> who = Race.of(CLIENTS, client -> who(node(client + 2), second.get(client)));

    assertThat(first).allMatch(answer -> answer.status() == 200);
    assertThat(second).allMatch(answer -> answer.status() == 200);
    assertThat(who).allMatch(answer -> answer.status() == 200);
    for (int token = 0; token < TOKENS; token++) {
      assertThat(successors(first, token)).hasSize(1).doesNotContain(tokens.get(token));
      assertThat(successors(second, token)).hasSize(1);
    }
    assertThat(liveSessions()).hasSize(TOKENS);
    assertNothingFailed();
  }

  @Test
  void withoutGraceExactlyOneClientPerTokenWins() {
    start("0s");
    List<String> tokens = logins();

    long began = System.nanoTime();
    List<Answer> answers =
        Race.of(CLIENTS, client -> refresh(node(client), tokens.get(client % TOKENS)));
    print("without grace", answers, began);

    // Who comes when the race is over has an old token, and ends the session: so sessions may have
    // ended, but none has two winners.
    assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 401);
    for (int token = 0; token < TOKENS; token++) {
      assertThat(successors(answers, token)).as("winners of token %d", token).hasSize(1);
    }
    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(TOKENS);
    assertThat(database.column("SELECT sid FROM portcullis_session")).hasSize(TOKENS);
    assertNothingFailed();
  }

  private List<String> logins() {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < TOKENS; i++) {
      tokens.add(
          node(i)
              .postJson("/auth/token/", Map.of("username", "mamun", "password", "1234"))
              .text("refresh"));
    }
    return tokens;
  }

  /** Clients change the token every time and the node every tenth, so that each token meets all. */
  private Client node(int client) {
    return nodes.get((client + client / TOKENS) % nodes.size()).client();
  }

  private static Answer refresh(Client node, String token) {
    return node.postJson("/auth/refresh/", Map.of("refresh", token));
  }

  private static Answer who(Client node, Answer pair) {
    return node.get("/auth/profile/", "Authorization", "Bearer " + pair.text("access"));
  }

  private static Set<String> successors(List<Answer> answers, int token) {
    Set<String> successors = new HashSet<>();
    for (int client = token; client < answers.size(); client += TOKENS) {
      if (answers.get(client).status() == 200) {
        successors.add(answers.get(client).text("refresh"));
      }
    }
    return successors;
  }

  private List<String> liveSessions() {
    return database.column("SELECT sid FROM portcullis_session WHERE ended_at IS NULL");
  }

  private void assertNothingFailed() {
    assertThat(nodes)
        .extracting(GateNode::log)
        .noneMatch(log -> log.matches("(?is).*(deadlock|WARNING|SEVERE).*"));
  }

  private void print(String what, List<Answer> answers, long began) {
    Map<Integer, Integer> counts = new HashMap<>();
    answers.forEach(answer -> counts.merge(answer.status(), 1, Integer::sum));
    System.out.printf(
        "%s, %s: %d refreshes of %d tokens on %d nodes in %d ms: %s%n",
        getClass().getSimpleName(),
        what,
        CLIENTS,
        TOKENS,
        nodes.size(),
        (System.nanoTime() - began) / 1_000_000,
        counts);
  }
}
