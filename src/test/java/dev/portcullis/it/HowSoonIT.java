package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.GateNode;
import dev.portcullis.testing.MariaDb;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How soon nodes in JVMs of their own feel what has ended: measured and told, and held against a
 * bound that a busy machine keeps, too.
 */
@Tag("nodes")
class HowSoonIT {
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final int ROUNDS = 5;

  private final TestDatabase database = MariaDb.fresh();
  private List<GateNode> nodes = List.of();

  @BeforeEach
  void start() {
    SampleUsers.insertCheaplyInto(database);
    Map<String, String> parameters = database.parameters();
    parameters.put("user-check", "2s");
    nodes = GateNode.start(3, parameters);
  }

  @AfterEach
  void stop() {
    nodes.forEach(GateNode::close);
    database.close();
  }

  @Test
  void endsAreFeltOnEveryNode() {
    for (int round = 0; round < ROUNDS; round++) {
      Answer pair = login("mamun", "1234");
      long began = System.nanoTime();
      Answer logout =
          node(0)
              .postJson(
                  "/auth/logout/",
                  Map.of("refresh", pair.text("refresh")),
                  "Authorization",
                  bearer(pair));
      assertThat(logout.status()).isEqualTo(200);
      assertThat(who(0, pair).status()).as("at once where it was done").isEqualTo(401);
      tell("logout (revocation-poll 1 s)", pair, began, "token_revoked");
    }

    Answer password = login("rahim", "rahim-pass");
    long began = System.nanoTime();
    database.execute("UPDATE portcullis_user SET password = '!' WHERE username = 'rahim'");
    assertThat(refresh(password)).as("a refresh looks at the database").isEqualTo(401);
    // The refresh has ended the session, too: whichever comes first.
    tell("another password, refreshed", password, began, "password_changed", "token_revoked");

    Answer admin = login("admin", "admin-pass-1");
    began = System.nanoTime();
    database.execute("UPDATE portcullis_user SET password = '!' WHERE username = 'admin'");
    tell("another password (user-check 2 s)", admin, began, "password_changed");

    Answer inactive = login("mamun", "1234");
    began = System.nanoTime();
    database.execute("UPDATE portcullis_user SET active = FALSE WHERE username = 'mamun'");
    tell("deactivated (user-check 2 s)", inactive, began, "user_inactive");
    assertThat(refresh(inactive)).isEqualTo(401);
  }

  /** The user is known to each node by then, so that there is something to forget. */
  private Answer login(String username, String password) {
    Answer pair =
        node(0).postJson("/auth/token/", Map.of("username", username, "password", password));
    for (int node = 0; node < nodes.size(); node++) {
      assertThat(who(node, pair).status()).isEqualTo(200);
    }
    return pair;
  }

  private void tell(String what, Answer pair, long began, String... errors) {
    StringBuilder times = new StringBuilder();
    boolean[] felt = new boolean[nodes.size()];
    int left = nodes.size();
    while (left > 0) {
      for (int node = 0; node < felt.length; node++) {
        if (!felt[node]) {
          Answer answer = who(node, pair);
          if (answer.status() != 200) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("Portcullis-Error")).isIn((Object[]) errors);
            felt[node] = true;
            left--;
            times.append(" node ").append(node).append(" after ").append(millisSince(began));
          }
        }
      }
      assertThat(millisSince(began)).as(what).isLessThan(BOUND.toMillis());
      pause();
    }
    System.out.printf("%s: %s:%s ms%n", getClass().getSimpleName(), what, times);
  }

  private static long millisSince(long began) {
    return (System.nanoTime() - began) / 1_000_000;
  }

  private int refresh(Answer pair) {
    return node(1).postJson("/auth/refresh/", Map.of("refresh", pair.text("refresh"))).status();
  }

  private Client node(int number) {
    return nodes.get(number).client();
  }

  private Answer who(int number, Answer pair) {
    return node(number).get("/who", "Authorization", bearer(pair));
  }

  private static String bearer(Answer pair) {
    return "Bearer " + pair.text("access");
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
