package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is kept out by a state of the application's own, and that nobody learns which it is. */
class UserStatesIT {
  private static final long LONG_AGO = 1_000_000_000;
  private static final long FAR_AHEAD = 32_503_680_000L;

  private TestDatabase database;
  private JettyApps apps;
  private Client client;

  @BeforeEach
  void start() throws Exception {
    database = TestDatabase.h2();
    database.execute(
        """
        CREATE TABLE people (
          id INTEGER, username VARCHAR(20), password VARCHAR(200), enabled CHAR(1),
          locked BIGINT, ends BIGINT)
        """,
        insert("plain", "'Y', NULL, NULL"),
        insert("was_locked", "'Y', " + LONG_AGO + ", " + FAR_AHEAD),
        insert("locked", "'Y', " + FAR_AHEAD + ", NULL"),
        insert("expired", "'Y', NULL, " + LONG_AGO),
        insert("inactive", "'N', NULL, NULL"),
        insert("unsaid", "NULL, NULL, NULL"));
    Map<String, String> parameters = database.parameters();
    parameters.put("users", "custom");
    parameters.put("users-table", "people");
    parameters.put("active-column", "enabled");
    parameters.put("locked-until-column", "locked");
    parameters.put("expires-at-column", "ends");
    apps = new JettyApps().add("/app", parameters).start();
    client = new Client(apps.url() + "/app");
  }

  private static String insert(String name, String state) {
    return "INSERT INTO people VALUES (1, '%s', '%s', %s)"
        .formatted(name, SampleUsers.PASSWORD_1234, state);
  }

  @AfterEach
  void stop() {
    apps.close();
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "plain,200",
    "was_locked,200",
    "locked,401",
    "expired,401",
    "inactive,401",
    "unsaid,401",
    "nobody,401"
  })
  void stateDecidesWhoMayLogIn(String username, int status) {
    Answer answer = login(username, "1234");

    assertThat(answer.status()).isEqualTo(status);
    if (status == 401) {
      assertThat(answer.body()).isEqualTo(login("plain", "wrong").body());
    }
  }

  @Test
  void userWhoIsLockedRefreshesNoMore() {
    database.execute("DELETE FROM people WHERE username <> 'plain'");
    String refresh = login("plain", "1234").text("refresh");
    database.execute("UPDATE people SET locked = " + FAR_AHEAD);

    assertThat(client.postJson("/auth/refresh/", Map.of("refresh", refresh)).status())
        .isEqualTo(401);
  }

  private Answer login(String username, String password) {
    return client.postJson("/auth/token/", Map.of("username", username, "password", password));
  }
}
