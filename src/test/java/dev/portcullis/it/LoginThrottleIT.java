package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Browser;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever guesses passwords waits, at every door and at every node. */
class LoginThrottleIT {
  private static final String THROTTLED =
      "\\{\"detail\":\"Request was throttled. Expected available in (1 second|\\d+ seconds).\","
          + "\"code\":\"throttled\"}";

  private final TestDatabase database = TestDatabase.h2();
  private JettyApps apps;
  private Client here;
  private Client there;

  @BeforeEach
  void start() throws Exception {
    SampleUsers.insertCheaplyInto(database);
    Map<String, String> parameters = new HashMap<>(database.parameters());
    parameters.put("password-encoding", "pbkdf2_sha256$1000");
    parameters.put("password-change", "true");
    parameters.put("rules", "/login permit");
    parameters.put("lockout-after", "2");
    apps = new JettyApps();
    for (String node : List.of("/here", "/there")) {
      apps.add(node, parameters, app -> app.addServlet(LoginServlet.class, "/login"));
    }
    parameters.put("trusted-proxies", "127.0.0.0/8");
    apps.add("/proxied", parameters);
    parameters.put("lockout", "false");
    apps.add("/open", parameters);
    apps.start();
    here = new Client(apps.url() + "/here");
    there = new Client(apps.url() + "/there");
  }

  @AfterEach
  void stop() {
    apps.close();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mamun", "nobody", "inactive"})
  void everyLoginOfAnAccountIsRefusedWhetherItExistsOrNot(String username) {
    guess(username, 6);

    for (String path : List.of("login/", "token/", "api-token-auth/")) {
      for (Client node : List.of(here, there)) {
        Answer answer = login(node, path, username.toUpperCase(java.util.Locale.ROOT), "1234");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.body()).matches(THROTTLED);
        assertThat(answer.header("Portcullis-Error")).isEqualTo("throttled");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 16);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      }
    }
    assertThat(login(here, "login/", "rahim", "rahim-pass").status()).isEqualTo(200);
  }

  @Test
  void loginOfTheApplicationIsRefusedToo() {
    assertThat(here.get("/login?password=1234").body()).isEqualTo("mamun");
    guess("mamun", 6);

    assertThat(here.get("/login?password=1234").body())
        .startsWith("Request was throttled. Expected available in ");
  }

  @Test
  void guessesByTheApplicationCountToo() {
    here.get("/login?password=wrong");
    here.get("/login?password=wrong");

    assertThat(login(here, "login/", "mamun", "1234").status()).isEqualTo(429);
  }

  @Test
  void peopleSeeIt() {
    guess("mamun", 6);

    Answer page = new Browser(apps.url() + "/there").signIn("mamun", "1234");

    assertThat(page.status()).isEqualTo(429);
    assertThat(page.header("Retry-After")).matches("[1-9][0-9]?");
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.body()).contains("Too many attempts have failed.");
  }

  @Test
  void oldPasswordIsNotGuessedWithAStolenToken() {
    String bearer = "Bearer " + login(here, "token/", "mamun", "1234").text("access");
    for (int i = 0; i < 2; i++) {
      assertThat(change(bearer, "wrong" + i).status()).isEqualTo(400);
    }

    Answer answer = change(bearer, "1234");

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.body()).matches(THROTTLED);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(login(there, "login/", "mamun", "1234").status()).isEqualTo(429);
  }

  @Test
  void clientBehindATrustedProxyIsCountedByItself() {
    Client proxied = new Client(apps.url() + "/proxied");
    for (int i = 0; i < 2; i++) {
      // What stands further to the left, it has made up.
      assertThat(loginFrom(proxied, "wrong", "10.9.8." + i + ", 192.0.2.7").status())
          .isEqualTo(401);
    }

    assertThat(loginFrom(proxied, "1234", "10.9.8.7, 192.0.2.7").status()).isEqualTo(429);
    Answer other = loginFrom(proxied, "1234", "192.0.2.8");
    assertThat(other.status()).isEqualTo(200);
    assertThat(
            proxied
                .get("/auth/sessions/", "Authorization", "Bearer " + other.text("access"))
                .body())
        .contains("\"address\":\"192.0.2.8\"");
  }

  @Test
  void headerOfAProxyThatNobodyNamedIsNoWayAround() {
    for (int i = 0; i < 2; i++) {
      assertThat(loginFrom(here, "wrong", "192.0.2." + i).status()).isEqualTo(401);
    }

    assertThat(loginFrom(here, "1234", "192.0.2.99").status()).isEqualTo(429);
  }

  @Test
  void withoutLockoutNobodyWaits() {
    Client open = new Client(apps.url() + "/open");
    for (int i = 0; i < 5; i++) {
      assertThat(login(open, "token/", "mamun", "wrong").status()).isEqualTo(401);
    }

    assertThat(login(open, "token/", "mamun", "1234").status()).isEqualTo(200);
  }

  @Test
  void databaseThatIsAwayIsNoWayAround() {
    guess("mamun", 2);
    database.execute("ALTER TABLE portcullis_failed_login RENAME TO away");

    Answer answer = login(here, "login/", "mamun", "1234");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Portcullis-Error")).isEqualTo("unavailable");
  }

  /** Guesses until so many have been tried, however long each has to wait. */
  private void guess(String username, int times) {
    int tried = 0;
    for (int i = 0; tried < times; i++) {
      Answer answer = login(i % 2 == 0 ? here : there, "token/", username, "wrong");
      tried += answer.status() == 401 ? 1 : 0;
      if (answer.status() == 429) {
        // As if that long had passed.
        database.execute("UPDATE portcullis_failed_login SET last_at = last_at - 60000");
      }
    }
  }

  private Answer change(String bearer, String old) {
    return here.postJson(
        "/auth/password/",
        Map.of("old_password", old, "new_password", "correct horse"),
        "Authorization",
        bearer);
  }

  /** Mamun signs in through a proxy that says this. */
  private static Answer loginFrom(Client node, String password, String forwardedFor) {
    return node.postJson(
        "/auth/token/",
        Map.of("username", "mamun", "password", password),
        "X-Forwarded-For",
        forwardedFor);
  }

  private static Answer login(Client node, String path, String username, String password) {
    return node.postJson("/auth/" + path, Map.of("username", username, "password", password));
  }

  /** Signs in for one request, as old applications do. */
  public static final class LoginServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String answer;
      try {
        request.login("mamun", request.getParameter("password"));
        answer = request.getRemoteUser();
      } catch (ServletException e) {
        answer = String.valueOf(e.getMessage());
      }
      response.getWriter().write(answer);
    }
  }
}
