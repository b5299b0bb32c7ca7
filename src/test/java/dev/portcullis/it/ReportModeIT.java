package dev.portcullis.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gate that only watches changes nothing of what the application does and knows. */
class ReportModeIT {
  private static final Logger GATE = Logger.getLogger("dev.portcullis.web.Gate");

  private final TestDatabase database = TestDatabase.h2();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          told.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private JettyApps apps;
  private Client client;

  @BeforeEach
  void start() throws Exception {
    SampleUsers.insertInto(database);
    Map<String, String> parameters = database.parameters();
    parameters.put("mode", "report");
    parameters.put("check-dispatch", "true");
    parameters.put("token-sources", "body:token_id");
    parameters.put("session-attribute", "user");
    apps = new JettyApps().add("/app", parameters, app -> app.addServlet(OldLogin.class, "/old/*"));
    apps.start();
    client = new Client(apps.url() + "/app");
    GATE.addHandler(listener);
  }

  @AfterEach
  void stop() {
    GATE.removeHandler(listener);
    apps.close();
    database.close();
  }

  @Test
  void whatWouldBeRefusedPassesAndIsTold() {
    assertThat(client.get("/old/who").body()).isEqualTo("nobody");
    assertThat(told)
        .containsExactly(
            "Would refuse GET /app/old/who: Authentication credentials were not provided.");
  }

  @Test
  void dispatchThatWouldBeRefusedPassesAndIsTold() {
    assertThat(client.get("/old/forward").body()).isEqualTo("nobody");
    assertThat(told)
        .containsExactly(
            "Would refuse GET /app/old/forward: Authentication credentials were not provided.",
            "Would refuse GET /app/old/who: Authentication credentials were not provided.");
  }

  @Test
  void bodyThatWasLookedIntoIsStillThere() {
    assertThat(client.postJson("/old/body", Map.of("a", 1)).body()).isEqualTo("{\"a\":1}");
  }

  @Test
  void loginOfTheApplicationsOwnIsKept() {
    String cookie = client.get("/old/login").header("Set-Cookie").split(";", -1)[0];

    assertThat(client.get("/old/who", "Cookie", cookie).body()).isEqualTo("ann");
    assertThat(client.get("/old/who", "Cookie", cookie).body()).isEqualTo("ann");
  }

  @Test
  void sessionIdInAUrlIsNotTold() {
    client.get("/old/who;jsessionid=node0abcdef");

    assertThat(told).isNotEmpty().noneMatch(line -> line.contains("abcdef"));
  }

  @Test
  void ownEndpointsGoOnAskingForAnIdentity() {
    assertThat(client.get("/auth/profile/").status()).isEqualTo(401);
  }

  /** An application that has had a login since before the gate. */
  public static final class OldLogin extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      switch (String.valueOf(request.getPathInfo())) {
        case "/login" -> request.getSession().setAttribute("user", "ann");
        case "/forward" -> request.getRequestDispatcher("/old/who").forward(request, response);
        case "/body" ->
            response.getWriter().print(new String(request.getInputStream().readAllBytes(), UTF_8));
        default -> {
          boolean isKnown =
              request.getSession(false) != null
                  && request.getSession(false).getAttribute("user") != null;
          response
              .getWriter()
              .print(isKnown ? request.getSession(false).getAttribute("user") : "nobody");
        }
      }
    }
  }
}
