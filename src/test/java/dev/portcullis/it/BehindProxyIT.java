package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Browser;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WhoServlet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Browsers that come by HTTPS to a proxy, of which the container knows. */
class BehindProxyIT {
  private static final String[] BY_HTTPS = {
    "X-Forwarded-Proto", "https", "X-Forwarded-Host", "library.example"
  };

  private static TestDatabase database;
  private static JettyApps apps;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.h2();
    SampleUsers.insertCheaplyInto(database);
    Map<String, String> parameters = new HashMap<>(database.parameters());
    apps =
        new JettyApps()
            .behindProxy()
            .add("/app", Map.copyOf(parameters), app -> app.addServlet(WhoServlet.class, "/who"));
    parameters.put("cookie-same-site", "strict");
    apps.add("/", Map.copyOf(parameters), app -> app.addServlet(WhoServlet.class, "/who")).start();
  }

  @AfterAll
  static void stop() {
    apps.close();
    database.close();
  }

  @Test
  void cookiesAreSecureAndTheOriginIsThatOfTheProxy() {
    Browser browser = new Browser(apps.url() + "/app");

    Answer in = signIn(browser, "/auth/login/", "https://library.example");

    assertThat(in.response().headers().allValues("Set-Cookie"))
        .hasSize(2)
        .allMatch(line -> line.startsWith("__Secure-portcullis-app-"))
        .allMatch(line -> line.endsWith("; Path=/app; HttpOnly; SameSite=Lax; Secure"));
    assertThat(browser.open("/who", BY_HTTPS).body()).contains("remoteUser=mamun");
  }

  @Test
  void rootApplicationHasCookiesThatNoSiblingCanPlant() {
    Browser browser = new Browser(apps.url().toString());

    Answer in = signIn(browser, "/auth/login/", "https://library.example");

    assertThat(in.response().headers().allValues("Set-Cookie"))
        .hasSize(2)
        .allMatch(line -> line.startsWith("__Host-portcullis-"))
        .allMatch(line -> line.endsWith("; Path=/; HttpOnly; SameSite=Strict; Secure"));
  }

  @Test
  void insecureOriginOfTheSameHostIsAnother() {
    Browser browser = new Browser(apps.url() + "/app");

    assertThat(signIn(browser, "/auth/login/", "http://library.example").status()).isEqualTo(403);
    assertThat(signIn(browser, "/auth/login/", "https://library.example:8443").status())
        .isEqualTo(403);
    assertThat(signIn(browser, "/auth/login/", browser.origin()).status()).isEqualTo(403);
  }

  private static Answer signIn(Browser browser, String path, String origin) {
    return browser.submitFromNowhere(
        path,
        Map.of("username", "mamun", "password", "1234"),
        "X-Forwarded-Proto",
        "https",
        "X-Forwarded-Host",
        "library.example",
        "Origin",
        origin);
  }
}
