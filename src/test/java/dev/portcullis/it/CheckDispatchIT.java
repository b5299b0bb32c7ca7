package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules hold for forwards and includes too, whatever a page has written before. */
class CheckDispatchIT {
  private static final String REFUSAL =
      "{\"detail\":\"You do not have permission to perform this action.\"}";

  private static TestDatabase database;
  private static JettyApps apps;
  private static Client client;
  private static String mamuns;
  private static String admins;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.h2();
    SampleUsers.insertInto(database);
    Map<String, String> parameters = database.parameters();
    parameters.put("check-dispatch", "true");
    parameters.put("rules", "/secret role:admin\n/* authenticated");
    apps =
        new JettyApps()
            .add(
                "/app",
                parameters,
                app -> {
                  app.addServlet(Page.class, "/page/*");
                  app.addServlet(Secret.class, "/secret");
                })
            .start();
    client = new Client(apps.url() + "/app");
    mamuns = client.staticToken("/auth/api-token-auth/", "mamun", "1234");
    admins = client.staticToken("/auth/api-token-auth/", "admin", "admin-pass-1");
  }

  @AfterAll
  static void stop() {
    apps.close();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "include/writer",
        "include/stream",
        "include/nothing",
        "forward/writer",
        "forward/stream",
        "forward/nothing",
        "forwarded-include/writer",
        "forwarded-include/stream"
      })
  void refusalTakesThePlaceOfThePage(String way) {
    Answer answer = client.get("/page/" + way, "Authorization", "Token " + mamuns);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo(REFUSAL);
    assertThat(answer.header("Portcullis-Error")).isEqualTo("permission_denied");
    assertThat(answer.header("Content-Type")).startsWith("application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"writer", "stream"})
  void pageThatIsOnItsWayAlreadyLacksWhatItMayNotInclude(String way) {
    Answer answer = client.get("/page/flushed-include/" + way, "Authorization", "Token " + mamuns);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("before, after");
  }

  @Test
  void whoMayHaveItGetsIt() {
    assertThat(client.get("/page/include/writer", "Authorization", "Token " + admins).body())
        .isEqualTo("before, the secret, after");
    assertThat(client.get("/page/forward/writer", "Authorization", "Token " + admins).body())
        .isEqualTo("the secret, ");
  }

  /** Dispatches to the secret, in the way that its path says. */
  public static final class Page extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      String[] way = request.getPathInfo().split("/", -1);
      if (way[1].equals("forwarded-include")) {
        request.getRequestDispatcher("/page/include/" + way[2]).forward(request, response);
        return;
      }
      write(response, way[2], "before, ");
      if (way[1].startsWith("flushed")) {
        response.flushBuffer();
      }
      RequestDispatcher secret = request.getRequestDispatcher("/secret");
      if (way[1].startsWith("forward")) {
        secret.forward(request, response);
      } else {
        secret.include(request, response);
        write(response, way[2], "after");
      }
    }

    private static void write(HttpServletResponse response, String by, String text)
        throws IOException {
      switch (by) {
        case "writer" -> response.getWriter().print(text);
        case "stream" -> response.getOutputStream().print(text);
        default -> {}
      }
    }
  }

  /** What only some may see. */
  public static final class Secret extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      try {
        response.getWriter().print("the secret, ");
      } catch (IllegalStateException e) { // Whoever included this writes bytes.
        response.getOutputStream().print("the secret, ");
      }
    }
  }
}
