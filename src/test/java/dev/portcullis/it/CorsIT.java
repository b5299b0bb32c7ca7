package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Browser;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WhoServlet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts of other origins. */
class CorsIT {
  private static final String KNOWN = "https://app.example.com";

  private static TestDatabase database;
  private static JettyApps apps;
  private static Client client;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.h2();
    SampleUsers.insertCheaplyInto(database);
    Map<String, String> parameters = new HashMap<>(database.parameters());
    parameters.put("rules", "OPTIONS /open permit\n/open authenticated\n/deny deny");
    apps = new JettyApps().add("/plain", Map.copyOf(parameters), CorsIT::addServlets);
    parameters.put("cors-origins", KNOWN + ", http://localhost:3000");
    apps.add("/app", Map.copyOf(parameters), CorsIT::addServlets).start();
    client = new Client(apps.url() + "/app");
  }

  private static void addServlets(org.eclipse.jetty.ee10.servlet.ServletContextHandler app) {
    app.addServlet(WhoServlet.class, "/who");
    app.addServlet(WhoServlet.class, "/open");
    app.addServlet(WhoServlet.class, "/deny");
  }

  @AfterAll
  static void stop() {
    apps.close();
    database.close();
  }

  @Test
  void knownOriginReadsAnswersAndRefusals() {
    Answer refused = client.get("/who", "Origin", KNOWN);
    Answer pair =
        client.postJson(
            "/auth/token/", Map.of("username", "mamun", "password", "1234"), "Origin", KNOWN);
    Answer profile =
        client.get(
            "/auth/profile/", "Origin", KNOWN, "Authorization", "Bearer " + pair.text("access"));

    assertThat(refused.status()).isEqualTo(401);
    assertThat(profile.status()).isEqualTo(200);
    for (Answer answer : new Answer[] {refused, pair, profile}) {
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(KNOWN);
      assertThat(answer.header("Access-Control-Expose-Headers")).contains("Date");
      assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
      assertThat(answer.header("Vary")).isEqualTo("Origin");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "http://app.example.com",
        "https://app.example.com.evil.example",
        "https://xapp.example.com",
        "https://app.example.com:444",
        "https://APP.example.com",
        "https://app.example.com/",
        "*"
      })
  void otherOriginReadsNothing(String origin) {
    Answer answer = client.get("/auth/profile/", "Origin", origin);
    Answer preflight = preflight(client, "/auth/token/", origin);

    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(answer.header("Vary")).isEqualTo("Origin");
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(preflight.header("Access-Control-Allow-Methods")).isEmpty();
    assertThat(preflight(client, "/who", origin).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/auth/token/", "/auth/login/", "/auth/profile/", "/who"})
  void preflightOfAKnownOriginIsAnsweredAndRunsNothing(String path) {
    Answer answer = preflight(client, path, KNOWN);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(KNOWN);
    assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("POST");
    assertThat(answer.header("Access-Control-Allow-Headers"))
        .isEqualTo("authorization, content-type");
    assertThat(answer.header("Vary")).contains("Origin", "Access-Control-Request-Headers");
  }

  @Test
  void preflightReachesTheApplicationOnlyByARule() {
    assertThat(preflight(client, "/open", KNOWN).body()).contains("remoteUser=null");
    assertThat(preflight(client, "/deny", KNOWN).status()).isEqualTo(403);
  }

  @Test
  void optionsThatIsNoPreflightIsRefusedAsEver() {
    assertThat(client.send("OPTIONS", "/who").status()).isEqualTo(401);
    assertThat(client.send("OPTIONS", "/who", "Origin", KNOWN).status()).isEqualTo(401);
    assertThat(client.send("OPTIONS", "/who", "Access-Control-Request-Method", "GET").status())
        .isEqualTo(401);
  }

  @Test
  void withoutOriginsNothingIsSaidOfThem() {
    Client plain = new Client(apps.url() + "/plain");

    assertThat(plain.get("/who", "Origin", KNOWN).response().headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
    assertThat(preflight(plain, "/who", KNOWN).status()).isEqualTo(401);
  }

  @Test
  void knownOriginIsStillAnotherSiteForCookies() {
    Browser browser = new Browser(apps.url() + "/app");
    browser.signIn("mamun", "1234");

    Answer answer =
        browser.submitFromNowhere("/who", Map.of(), "Origin", KNOWN, "Sec-Fetch-Mode", "cors");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
  }

  private static Answer preflight(Client client, String path, String origin) {
    return client.send(
        "OPTIONS",
        path,
        "Origin",
        origin,
        "Access-Control-Request-Method",
        "POST",
        "Access-Control-Request-Headers",
        "authorization, content-type");
  }
}
