package dev.portcullis.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.Identity;
import dev.portcullis.json.Json;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns of the users' table in access tokens. */
class JwtClaimsIT {
  private final TestDatabase database = TestDatabase.h2();
  private final Map<String, String> parameters = new HashMap<>(database.parameters());
  private JettyApps apps = new JettyApps();
  private Client client;

  JwtClaimsIT() throws IOException {
    database.execute(
        "CREATE TABLE people (id INT PRIMARY KEY, username VARCHAR(10), password VARCHAR(128),"
            + " email VARCHAR(4000), tenant_id BIGINT, vip BOOLEAN, born DATE)",
        "INSERT INTO people VALUES (1, 'ann', '"
            + SampleUsers.PASSWORD_1234
            + "', 'ann@example.org', 7, TRUE, '2000-01-01')",
        "INSERT INTO people VALUES (2, 'bob', '"
            + SampleUsers.PASSWORD_1234
            + "', NULL, NULL, NULL, NULL)");
    // The README's own, and one more column.
    Properties shown = new Properties();
    try (Reader file = Files.newBufferedReader(Path.of("src/test/account/portcullis.properties"))) {
      shown.load(file);
    }
    shown.stringPropertyNames().forEach(name -> parameters.put(name, shown.getProperty(name)));
    parameters.merge("jwt-claims", "vip", (before, more) -> before + ", " + more);
    parameters.putAll(Map.of("users", "custom", "users-table", "people"));
  }

  @AfterEach
  void stop() {
    apps.close();
    database.close();
  }

  private void start() throws Exception {
    apps = new JettyApps();
    apps.add("/app", parameters, app -> app.addServlet(ClaimsServlet.class, "/claims")).start();
    client = new Client(apps.url() + "/app");
  }

  @Test
  void columnsAreClaimsAndTheApplicationSeesThem() throws Exception {
    start();

    String access = login("ann").text("access");

    assertThat(claims(access))
        .containsEntry("email", "ann@example.org")
        .containsEntry("tenant", 7L)
        .containsEntry("vip", true)
        .containsEntry("user_id", 1L);
    assertThat(client.get("/claims", "Authorization", "Bearer " + access).body())
        .isEqualTo("ann@example.org 7 true");
  }

  @Test
  void refreshTokenHasNoneAndARefreshReadsThemAgain() throws Exception {
    start();
    Answer pair = login("ann");
    assertThat(claims(pair.text("refresh"))).doesNotContainKeys("email", "tenant", "vip");
    database.execute("UPDATE people SET tenant_id = 8, vip = FALSE, email = NULL WHERE id = 1");

    String access =
        client.postJson("/auth/refresh/", Map.of("refresh", pair.text("refresh"))).text("access");

    assertThat(claims(access))
        .containsEntry("tenant", 8L)
        .containsEntry("vip", false)
        .doesNotContainKey("email");
  }

  @Test
  void rotatedTokensAndNewPasswordsHaveThemToo() throws Exception {
    parameters.put("refresh-rotate", "true");
    start();
    Answer pair = login("ann");
    Answer next = client.postJson("/auth/refresh/", Map.of("refresh", pair.text("refresh")));
    Answer changed =
        client.postJson(
            "/auth/password/",
            Map.of("old_password", "1234", "new_password", "correct horse"),
            "Authorization",
            "Bearer " + next.text("access"));

    assertThat(claims(next.text("access"))).containsEntry("tenant", 7L);
    assertThat(claims(changed.text("access"))).containsEntry("tenant", 7L);
  }

  @Test
  void introspectionAnswersTheClientOfTheReadme() throws Exception {
    start();
    String shop = "shop:0123456789abcdef0123456789abcdef";
    String basic = "Basic " + Base64.getEncoder().encodeToString(shop.getBytes(UTF_8));

    Answer told =
        client.post(
            "/auth/introspect/",
            "application/x-www-form-urlencoded",
            "token=" + login("ann").text("access"),
            "Authorization",
            basic);

    assertThat(told.json()).containsEntry("active", true).containsEntry("username", "ann");
  }

  @Test
  void whatIsNullIsNoClaim() throws Exception {
    start();

    assertThat(claims(login("bob").text("access"))).doesNotContainKeys("email", "tenant", "vip");
  }

  /** Longer text is not cut: the beginning of a name may be another's. */
  @Test
  void textThatIsTooLongIsLeftOutAndTheTokenIsGood() throws Exception {
    start();
    database.execute("UPDATE people SET email = '" + "x".repeat(257) + "' WHERE id = 1");
    database.execute("UPDATE people SET email = '" + "y".repeat(256) + "' WHERE id = 2");

    String ann = login("ann").text("access");

    assertThat(claims(ann)).doesNotContainKey("email").containsEntry("tenant", 7L);
    assertThat(client.get("/claims", "Authorization", "Bearer " + ann).status()).isEqualTo(200);
    assertThat(claims(login("bob").text("access"))).containsEntry("email", "y".repeat(256));
  }

  @Test
  void labelsOfQueriesAreClaimsToo() throws Exception {
    parameters.remove("users-table");
    parameters.remove("password-change");
    String select =
        "SELECT id, username, password, tenant_id + 100 AS tenant, 'eu' AS region FROM people ";
    parameters.put("users-query", select + "WHERE username = ?");
    parameters.put("users-by-id-query", select + "WHERE id = ?");
    parameters.put("jwt-claims", "tenant, zone:region");
    start();

    assertThat(claims(login("ann").text("access")))
        .containsEntry("tenant", 107L)
        .containsEntry("zone", "eu");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a:nowhere | table people has no column nowhere that may be read; correct jwt-claims",
        "a:born | column born of table people is neither text nor a whole number nor a boolean",
        "sub:email | want another claim than sub, which is taken",
        "Roles:email | want another claim than Roles, which is taken",
        "sid | want another claim than sid, which is taken",
        "a:email,a:vip | want each claim once",
        "a:people.email | want CLAIM:COLUMN",
        "a:email' | want CLAIM:COLUMN",
        "a: | want CLAIM:COLUMN",
        "hash:password | want no passwords in tokens: password",
        "hash:PASSWORD | want no passwords in tokens: PASSWORD",
      })
  void claimThatCannotBeStopsTheStart(String claims, String problem) {
    parameters.put("jwt-claims", claims);

    assertThatThrownBy(this::start).hasStackTraceContaining(problem);
  }

  private Answer login(String username) {
    return client.postJson("/auth/token/", Map.of("username", username, "password", "1234"));
  }

  private static Map<String, Object> claims(String token) {
    return Json.readObject(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
  }

  /** A servlet of the application that prints the claims of its user. */
  public static final class ClaimsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Map<String, Object> claims = ((Identity) request.getUserPrincipal()).claims();
      response
          .getWriter()
          .print(claims.get("email") + " " + claims.get("tenant") + " " + claims.get("vip"));
    }
  }
}
