package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Load balancers ask whether all is well, and Prometheus for the numbers. */
class OperatorEndpointsIT {
  private final TestDatabase database = TestDatabase.h2();
  private Server tcp;
  private JettyApps apps;
  private Client client;
  private Client closed;

  @BeforeEach
  void start() throws Exception {
    SampleUsers.insertCheaplyInto(database);
    database.execute("INSERT INTO portcullis_user_role VALUES (4, 'operator')");
    Map<String, String> parameters = new HashMap<>(database.parameters());
    tcp = Server.createTcpServer("-tcpPort", "0").start();
    parameters.put(
        "jdbc-url",
        database
            .jdbcUrl()
            .replace("jdbc:h2:mem:", "jdbc:h2:tcp://127.0.0.1:" + tcp.getPort() + "/mem:"));
    parameters.put("pool-wait", "1s");
    parameters.put("password-encoding", "pbkdf2_sha256$1000");
    apps = new JettyApps().add("/closed", Map.copyOf(parameters));
    settingsOfThePage().forEach((name, value) -> parameters.put((String) name, (String) value));
    apps.add("/app", parameters).start();
    client = new Client(apps.url() + "/app");
    closed = new Client(apps.url() + "/closed");
  }

  private static Properties settingsOfThePage() throws IOException {
    Properties settings = new Properties();
    try (Reader file =
        Files.newBufferedReader(Path.of("src/test/operations/portcullis.properties"))) {
      settings.load(file);
    }
    return settings;
  }

  @AfterEach
  void stop() {
    apps.close();
    tcp.stop();
    database.close();
  }

  @Test
  void anybodyMayKnowThatAllIsWellAndNoMore() {
    for (String path : List.of("/auth/health/", "/auth/health")) {
      Answer answer = client.get(path);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json()).isEqualTo(Map.of("status", "ok"));
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
    assertThat(client.send("HEAD", "/auth/health/").status()).isEqualTo(200);
    assertThat(client.send("POST", "/auth/health/").status()).isEqualTo(405);
    assertThat(client.get("/auth/health/", "Authorization", "Bearer dead").status()).isEqualTo(200);
  }

  @Test
  void withoutTheDatabaseAllIsNotWell() throws Exception {
    tcp.stop();

    Answer answer = client.get("/auth/health/");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("5");
    assertThat(answer.json())
        .isEqualTo(
            Map.of(
                "detail",
                "Service temporarily unavailable, try again later.",
                "code",
                "unavailable"));
  }

  @Test
  void onlyWhoHasTheRoleReadsTheMeasures() {
    assertThat(client.get("/auth/metrics/").status()).isEqualTo(401);
    assertThat(metrics(client, "mamun", "1234").status()).isEqualTo(403);
    assertThat(metrics(client, "admin", "admin-pass-1").status()).isEqualTo(403);

    Answer answer = metrics(client, "rahim", "rahim-pass");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type").replace(" ", "").toLowerCase(java.util.Locale.ROOT))
        .isEqualTo("text/plain;version=0.0.4;charset=utf-8");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.body())
        .contains(
            """
            # HELP portcullis_requests_total Requests at the gate.
            # TYPE portcullis_requests_total counter
            portcullis_requests_total{outcome="admitted"} 6
            portcullis_requests_total{outcome="reported"} 0
            portcullis_requests_total{outcome="malformed"} 0
            portcullis_requests_total{outcome="unauthenticated"} 1
            """)
        .contains("\nportcullis_logins_total{outcome=\"ok\"} 3\n")
        .contains("\n# TYPE portcullis_pool_connections gauge\n")
        .containsPattern("\nportcullis_database_seconds_total \\d+\\.\\d+(E-\\d+)?\n");
    assertThat(answer.body().lines())
        .allMatch(
            line ->
                line.matches(
                    "# (HELP|TYPE) portcullis_[a-z_]+ .+"
                        + "|portcullis_[a-z_]+(\\{[a-z]+=\"[a-z]+\"})? [0-9][0-9.E-]*"));
  }

  @Test
  void neitherIsThereUnlessSomebodyWantsIt() {
    Answer pair =
        closed.postJson("/auth/token/", Map.of("username", "rahim", "password", "rahim-pass"));
    String bearer = "Bearer " + pair.text("access");

    for (String path : List.of("/auth/health/", "/auth/metrics/")) {
      assertThat(closed.get(path).status()).isEqualTo(401);
      assertThat(closed.get(path, "Authorization", bearer).status()).isEqualTo(404);
    }
  }

  private static Answer metrics(Client node, String username, String password) {
    String token = node.staticToken("/auth/api-token-auth/", username, password);
    return node.get("/auth/metrics/", "Authorization", "Token " + token);
  }
}
