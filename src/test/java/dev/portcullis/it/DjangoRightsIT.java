package dev.portcullis.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.DjangoTables;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.Postgres;
import dev.portcullis.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rights that the page on Django asks for are enough, and a missing one is told at start. */
class DjangoRightsIT {
  private static final Pattern GRANTS = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

  private final TestDatabase database = Postgres.fresh();
  private final Map<String, String> parameters = new HashMap<>(database.parameters());

  @BeforeEach
  void grant() throws Exception {
    DjangoTables.createIn(database);
    parameters.putAll(
        Map.of(
            "users", "django",
            "jwt-secret", "0123456789abcdef0123456789abcdef",
            "refresh-rotate", "true"));
    new JettyApps().add("/app", parameters).start().close(); // Makes our own tables.
    String schema = database.column("SELECT current_schema()").get(0);
    database.execute("CREATE ROLE app LOGIN", "GRANT USAGE ON SCHEMA " + schema + " TO app");
    for (String table :
        database.column(
            "SELECT tablename FROM pg_tables WHERE tablename LIKE 'portcullis%' AND schemaname = '"
                + schema
                + "'")) {
      database.execute("GRANT ALL ON " + table + " TO app");
    }
    String page = Files.readString(Path.of("docs", "from-django.md"), UTF_8);
    String grants =
        GRANTS.matcher(page).results().findFirst().orElseThrow().group(1).replace("\n", "");
    database.execute(grants.split(";"));
    parameters.putAll(Map.of("jdbc-username", "app", "schema", "validate"));
  }

  @AfterEach
  void drop() {
    database.execute("DROP OWNED BY app", "DROP ROLE app");
    database.close();
  }

  @Test
  void rightsOfThePageAreEnough() throws Exception {
    try (JettyApps apps = new JettyApps().add("/app", parameters).start()) {
      Client app = new Client(apps.url() + "/app");
      String token = app.staticToken("/auth/api-token-auth/", "mamun", "1234");
      Answer pair = app.postJson("/auth/token/", Map.of("username", "mamun", "password", "1234"));
      Answer rotated = app.postJson("/auth/refresh/", Map.of("refresh", pair.text("refresh")));
      Answer bearer =
          app.postJson(
              "/auth/logout/",
              Map.of("refresh", rotated.text("refresh")),
              "Authorization",
              "Bearer " + rotated.text("access"));
      Answer staticToken = app.send("POST", "/auth/logout/", "Authorization", "Token " + token);

      assertThat(bearer.status()).isEqualTo(200);
      assertThat(staticToken.status()).isEqualTo(200);
    }
  }

  @Test
  void missingRightsAreTold() {
    database.execute(
        "REVOKE DELETE ON authtoken_token FROM app",
        "REVOKE INSERT ON token_blacklist_blacklistedtoken FROM app",
        "REVOKE SELECT ON token_blacklist_outstandingtoken FROM app");

    try (JettyApps apps = new JettyApps().add("/app", parameters)) {
      assertThat(catchThrowable(apps::start))
          .hasMessageContainingAll(
              "3 configuration error(s)",
              "table authtoken_token may not be written to; grant INSERT and DELETE on it",
              "table token_blacklist_blacklistedtoken may not be written to; grant INSERT on it",
              "migrate token_blacklist, or grant SELECT on it");
    }
  }
}
