package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.json.Json;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens at the doors is written down, and nothing that opens one. */
class AuditIT {
  private static final Logger LOG = Logger.getLogger("dev.portcullis.audit");

  private final TestDatabase database = TestDatabase.h2();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler = new Lines();
  private JettyApps apps;
  private Client client;

  @BeforeEach
  void start() throws Exception {
    LOG.addHandler(handler);
    LOG.setLevel(Level.INFO);
    LOG.setUseParentHandlers(false);
    SampleUsers.insertCheaplyInto(database);
    Map<String, String> parameters = new HashMap<>(database.parameters());
    parameters.put("password-encoding", "pbkdf2_sha256$1000");
    parameters.put("jwt-secret", "0123456789abcdef0123456789abcdef");
    parameters.put("password-change", "true");
    parameters.put("refresh-rotate", "true");
    parameters.put("refresh-grace", "0s");
    parameters.put("lockout-after", "2");
    apps = new JettyApps().add("/app", parameters);
    parameters.put("audit", "false");
    apps.add("/silent", parameters).start();
    client = new Client(apps.url() + "/app");
  }

  @AfterEach
  void stop() {
    LOG.removeHandler(handler);
    LOG.setLevel(null);
    LOG.setUseParentHandlers(true);
    apps.close();
    database.close();
  }

  @Test
  void startTellsTheSettingsWithoutSecrets() {
    assertThat(lines).hasSize(1);
    assertThat(Json.readObject(lines.get(0).getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
        .containsEntry("event", "start")
        .containsEntry("setting.lockout-after", "2")
        .containsEntry("setting.jwt-secret", "****");
  }

  @Test
  void loginsAreToldWithUserAddressSchemeAndSession() {
    Answer pair = login("mamun", "1234");
    client.staticToken("/auth/api-token-auth/", "mamun", "1234");

    assertThat(since(1))
        .hasSize(2)
        .allMatch(line -> line.contains("\"event\":\"login\",\"outcome\":\"ok\",\"user\":\"1\""))
        .allMatch(line -> line.contains("\"address\":\"127.0.0.1\""));
    assertThat(since(1).get(0)).contains("\"scheme\":\"Bearer\",\"sid\":\"");
    assertThat(since(1).get(1)).contains("\"scheme\":\"Token\"").doesNotContain("sid");
    assertThat(String.join("\n", lines))
        .doesNotContain(pair.text("access"), pair.text("refresh"), "1234\"", "mamun");
  }

  @Test
  void failedLoginsAreToldByADigestOfWhatWasTyped() {
    login("my secret password", "x");
    login("MY SECRET PASSWORD ", "y");
    login("my secret password", "z");
    login("forged\n{\"event\":\"login\"}", "x");

    List<String> told = since(1);
    assertThat(told).hasSize(4).allMatch(line -> line.matches("[ -~]+"));
    assertThat(told.get(0)).contains("\"outcome\":\"login_failed\",\"user_digest\":\"");
    assertThat(digest(told.get(1))).isEqualTo(digest(told.get(0)));
    assertThat(told.get(2)).contains("\"outcome\":\"throttled\"");
    assertThat(digest(told.get(3))).hasSize(16).isNotEqualTo(digest(told.get(0)));
    assertThat(String.join("\n", told).toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("secret", "forged");
  }

  @Test
  void reuseOfASpentRefreshTokenIsTold() {
    Answer pair = login("mamun", "1234");
    refresh(pair.text("refresh"));
    refresh(pair.text("refresh"));

    List<String> told = since(2);
    assertThat(told).hasSize(2);
    assertThat(told.get(0))
        .contains("\"event\":\"refresh_reuse\",\"outcome\":\"token_revoked\",\"user\":\"1\"")
        .contains("\"sid\":\"");
    assertThat(told.get(1))
        .contains("\"event\":\"refresh\",\"outcome\":\"token_revoked\",\"address\":\"127.0.0.1\"");
  }

  @Test
  void logoutsAndChangesOfPasswordsAreTold() {
    Answer pair = login("mamun", "1234");
    String bearer = "Bearer " + pair.text("access");

    change(bearer, "wrong");
    Answer next = change(bearer, "1234");
    client.send("POST", "/auth/logout/all/", "Authorization", "Bearer " + next.text("access"));

    assertThat(since(2).stream().map(line -> line.replaceAll("\"(time|sid)\":\"[^\"]*\",?", "")))
        .containsExactly(
            "{\"event\":\"password_change\",\"outcome\":\"invalid\",\"address\":\"127.0.0.1\","
                + "\"user\":\"1\",\"scheme\":\"Bearer\",}",
            "{\"event\":\"password_change\",\"outcome\":\"ok\",\"address\":\"127.0.0.1\","
                + "\"user\":\"1\",\"scheme\":\"Bearer\",}",
            "{\"event\":\"logout_all\",\"outcome\":\"ok\",\"address\":\"127.0.0.1\","
                + "\"user\":\"1\",\"scheme\":\"Bearer\",}");
  }

  @Test
  void nothingIsToldIfNobodyWantsIt() {
    new Client(apps.url() + "/silent")
        .postJson("/auth/token/", Map.of("username", "mamun", "password", "1234"));

    assertThat(since(1)).isEmpty();
  }

  private List<String> since(int index) {
    return lines.subList(index, lines.size());
  }

  private static String digest(String line) {
    return line.replaceFirst(".*\"user_digest\":\"([0-9a-f]*)\".*", "$1");
  }

  private Answer login(String username, String password) {
    return client.postJson("/auth/token/", Map.of("username", username, "password", password));
  }

  private Answer refresh(String token) {
    return client.postJson("/auth/refresh/", Map.of("refresh", token));
  }

  private Answer change(String bearer, String old) {
    return client.postJson(
        "/auth/password/",
        Map.of("old_password", old, "new_password", "correct horse"),
        "Authorization",
        bearer);
  }

  /** Keeps what is logged. */
  private final class Lines extends Handler {
    @Override
    public void publish(LogRecord logged) {
      lines.add(logged.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
