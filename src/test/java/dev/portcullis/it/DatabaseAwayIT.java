package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WhoServlet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that goes away closes the gate, and opens it again when it is back. */
class DatabaseAwayIT {
  private final TestDatabase database = TestDatabase.h2();
  private Server tcp;
  private JettyApps apps;
  private Client client;

  @BeforeEach
  void start() throws Exception {
    SampleUsers.insertInto(database);
    tcp = Server.createTcpServer("-tcpPort", "0").start();
    Map<String, String> parameters = database.parameters();
    parameters.put(
        "jdbc-url",
        parameters
            .get("jdbc-url")
            .replace("jdbc:h2:mem:", "jdbc:h2:tcp://127.0.0.1:" + tcp.getPort() + "/mem:"));
    parameters.put("pool-wait", "1s");
    parameters.put("rules", "/open permit");
    apps =
        new JettyApps()
            .add(
                "/app",
                parameters,
                app -> {
                  app.addServlet(WhoServlet.class, "/who");
                  app.addServlet(WhoServlet.class, "/open");
                })
            .start();
    client = new Client(apps.url() + "/app");
  }

  @AfterEach
  void stop() throws Exception {
    apps.close();
    tcp.stop();
    database.close();
  }

  @Test
  void nothingIsLetThroughAndNothingIsLost() throws Exception {
    String token = client.staticToken("/auth/api-token-auth/", "mamun", "1234");
    Answer pair = login();
    int port = tcp.getPort();

    tcp.stop();

    assertUnavailable(client.get("/who", "Authorization", "Token " + token));
    assertUnavailable(client.get("/open", "Authorization", "Token " + token));
    assertUnavailable(client.get("/who", "Authorization", "Bearer " + pair.text("access")));
    assertUnavailable(login());
    assertUnavailable(refresh(pair));
    assertUnavailable(client.send("POST", "/auth/logout/", "Authorization", "Token " + token));
    assertThat(client.get("/who").status()).isEqualTo(401);
    assertThat(client.get("/open").status()).isEqualTo(200);

    tcp = Server.createTcpServer("-tcpPort", Integer.toString(port)).start();

    assertThat(client.get("/who", "Authorization", "Token " + token).status()).isEqualTo(200);
    assertThat(refresh(pair).status()).isEqualTo(200);
  }

  @Test
  void oneLineARequestIsToldAndOneStack() {
    String token = client.staticToken("/auth/api-token-auth/", "mamun", "1234");
    List<LogRecord> told = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            told.add(line);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger gate = Logger.getLogger("dev.portcullis.web.Gate");
    tcp.stop();

    gate.addHandler(handler);
    try {
      for (int i = 0; i < 4; i++) {
        assertUnavailable(client.get("/who", "Authorization", "Token " + token));
      }
    } finally {
      gate.removeHandler(handler);
    }

    assertThat(told).hasSize(4);
    assertThat(told)
        .extracting(LogRecord::getMessage)
        .allMatch(line -> line.startsWith("The database failed; 503 for GET /app/who"))
        .noneMatch(line -> line.contains(token));
    // The first breaks off a connection, the others find none: two causes at most.
    assertThat(told).filteredOn(line -> line.getThrown() != null).hasSizeBetween(1, 2);
  }

  private Answer login() {
    return client.postJson("/auth/token/", Map.of("username", "mamun", "password", "1234"));
  }

  private Answer refresh(Answer pair) {
    return client.postJson("/auth/refresh/", Map.of("refresh", pair.text("refresh")));
  }

  private static void assertUnavailable(Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("5");
    assertThat(answer.header("Portcullis-Error")).isEqualTo("unavailable");
    assertThat(answer.body())
        .isEqualTo(
            "{\"detail\":\"Service temporarily unavailable, try again later.\","
                + "\"code\":\"unavailable\"}");
  }
}
