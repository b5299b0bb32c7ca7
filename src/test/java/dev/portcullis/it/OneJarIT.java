package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.ShadedJar;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WarApps;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The all-in-one jar does its work alone, and beside an application that has old versions of all
 * that is inside it.
 */
class OneJarIT {
  /** Built by its own {@code pom.xml}, from the coordinates that users have. */
  private static final Path OLD_LIBRARIES =
      Path.of("target", "strangers", "old-libraries", "target", "old-libraries");

  private static TestDatabase database;
  private static WarApps apps;
  private static Client client;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    database = TestDatabase.h2OverTcp();
    SampleUsers.insertInto(database);
    Map<String, String> parameters = new HashMap<>(database.parameters());
    parameters.put("schemes", "Bearer, Token");
    apps =
        new WarApps(folder, ShadedJar.JAKARTA.path())
            .add("/alone", parameters)
            .add("/beside", parameters, OLD_LIBRARIES.toAbsolutePath())
            .start();
    client = new Client(apps.url().toString());
  }

  @AfterAll
  static void stop() {
    apps.close();
    database.close();
  }

  @ParameterizedTest
  @CsvSource({"/alone,/page.html", "/beside,/libraries"})
  void applicationIsShut(String app, String page) {
    assertThat(client.get(app + page).status()).isEqualTo(401);
    assertThat(client.get(app + page, "Authorization", "Bearer a.b.c").status()).isEqualTo(401);
    assertThat(client.get(app + page, "Authorization", "Token abc").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"/alone,/page.html", "/beside,/libraries"})
  void jwtOpensAndIsRefreshedUntilLogout(String app, String page) {
    Client.Answer login = login(app + "/auth/login/");
    String refresh = login.text("refresh");
    String access =
        client.postJson(app + "/auth/refresh/", Map.of("refresh", refresh)).text("access");
    int opened = client.get(app + page, "Authorization", "Bearer " + access).status();
    int left =
        client
            .postJson(
                app + "/auth/logout/",
                Map.of("refresh", refresh),
                "Authorization",
                "Bearer " + access)
            .status();
    int refreshed = client.postJson(app + "/auth/refresh/", Map.of("refresh", refresh)).status();

    assertThat(login.text("access")).isNotEqualTo(access);
    assertThat(List.of(opened, left, refreshed)).containsExactly(200, 200, 401);
  }

  @ParameterizedTest
  @CsvSource({"/alone,/page.html", "/beside,/libraries"})
  void staticTokenOpensUntilLogout(String app, String page) {
    String token = login(app + "/auth/api-token-auth/").text("token");
    int opened = client.get(app + page, "Authorization", "Token " + token).status();
    int left = client.postJson(app + "/auth/logout/", Map.of(), tokenHeader(token)).status();
    int after = client.get(app + page, tokenHeader(token)).status();

    assertThat(List.of(opened, left, after)).containsExactly(200, 200, 401);
  }

  /** Jackson inside the jar has lost its faster ways with numbers, and does not miss them. */
  @ParameterizedTest
  @ValueSource(
      strings = {"7", "1e5", "0.1", "1234567890123456789012", "-1e400", "1e-400", "1.5E+10"})
  void numbersOfEachKindAreRead(String number) {
    String body = "{\"username\":\"mamun\",\"password\":\"wrong\",\"n\":" + number + "}";

    assertThat(client.post("/alone/auth/login/", "application/json", body).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "0.7", "7e7"})
  void numbersOfExcessiveLengthAreRefused(String number) {
    String body = "{\"n\":" + number.replace("7", "7".repeat(2_000)) + "}";

    assertThat(client.post("/alone/auth/login/", "application/json", body).status()).isEqualTo(400);
  }

  /** Each library comes from the application's own jar, works, and has the application's setup. */
  @Test
  void applicationSeesItsOwnLibraries() {
    String access = login("/beside/auth/login/").text("access");

    assertThat(client.get("/beside/libraries", "Authorization", "Bearer " + access).body())
        .isEqualTo(
            """
            jackson-core-2.9.10.jar 2
            gson-2.2.4.jar {"a":1}
            jjwt-api-0.11.5.jar me
            commons-logging-1.1.1.jar org.apache.commons.logging.impl.SimpleLog
            commons-dbcp-1.4.jar 2
            commons-dbcp2-2.1.jar 2
            """);
  }

  private static Client.Answer login(String path) {
    return client.postJson(path, Map.of("username", "mamun", "password", "1234"));
  }

  private static String[] tokenHeader(String token) {
    return new String[] {"Authorization", "Token " + token};
  }
}
