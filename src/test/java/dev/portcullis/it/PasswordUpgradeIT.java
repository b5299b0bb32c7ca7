package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An old table of users: whoever logs in has a better hash afterwards. */
class PasswordUpgradeIT {
  /** Of {@code 1234}: {@code mkpasswd -m md5crypt}, and MD5 with the salt in its own column. */
  private static final String MD5_CRYPT = "$1$jrAibJqp$d23dp6XHKdQO1CEbnF.XH/";

  private static final String SALTED_MD5 = "a141c47927929bc2d1fb6d336a256df4";

  private final TestDatabase database = TestDatabase.h2();
  private final Map<String, String> parameters = new HashMap<>(database.parameters());

  PasswordUpgradeIT() {
    database.execute(
        "CREATE TABLE people (id INT PRIMARY KEY, username VARCHAR(10), password VARCHAR(128), salt"
            + " VARCHAR(10), active BOOLEAN)",
        "INSERT INTO people VALUES (1, 'ann', '" + MD5_CRYPT + "', NULL, TRUE)",
        "INSERT INTO people VALUES (2, 'bob', '" + SALTED_MD5 + "', 'abc', TRUE)",
        "INSERT INTO people VALUES (3, 'eve', '" + MD5_CRYPT + "', NULL, FALSE)");
    parameters.putAll(
        Map.of(
            "users", "custom",
            "users-table", "people",
            "active-column", "active",
            "salt-column", "salt",
            "password-format", "md5(salt+password)",
            "password-encoding", "pbkdf2_sha256$2000",
            "password-upgrade", "true"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void loginWithAnOldHashStoresThePreferredOneAndTheNextLoginUsesIt() throws Exception {
    try (JettyApps apps = start()) {
      assertThat(login(apps, "ann", "12345")).isEqualTo(401);
      assertThat(stored("ann")).isEqualTo(MD5_CRYPT);

      assertThat(login(apps, "ann", "1234")).isEqualTo(200);
      String upgraded = stored("ann");
      assertThat(upgraded).startsWith("pbkdf2_sha256$2000$");

      assertThat(login(apps, "ann", "1234")).isEqualTo(200);
      assertThat(login(apps, "ann", "12345")).isEqualTo(401);
      assertThat(stored("ann")).isEqualTo(upgraded);
    }
  }

  /** The first session began with the old hash, at a time when nothing was stored anew. */
  @Test
  void sessionThatBeganWithTheOldHashOutlivesTheUpgrade() throws Exception {
    parameters.put("jwt-secret", "0123456789abcdef0123456789abcdef");
    parameters.put("password-upgrade", "false");
    String refresh;
    try (JettyApps apps = start()) {
      refresh = answer(apps, "ann", "1234").text("refresh");
    }
    parameters.put("password-upgrade", "true");

    try (JettyApps apps = start()) {
      Client client = new Client(apps.url() + "/app");
      assertThat(login(apps, "ann", "1234")).isEqualTo(200);
      assertThat(stored("ann")).startsWith("pbkdf2_sha256$2000$");

      Client.Answer renewed = client.postJson("/auth/refresh/", Map.of("refresh", refresh));
      assertThat(renewed.status()).isEqualTo(200);
      String bearer = "Bearer " + renewed.text("access");
      assertThat(client.get("/auth/profile/", "Authorization", bearer).status()).isEqualTo(200);
    }
  }

  @Test
  void saltOfAColumnCountsUntilTheUpgrade() throws Exception {
    try (JettyApps apps = start()) {
      assertThat(login(apps, "bob", "1234")).isEqualTo(200);
      assertThat(stored("bob")).startsWith("pbkdf2_sha256$2000$");

      assertThat(login(apps, "bob", "1234")).isEqualTo(200);
    }
  }

  @Test
  void inactiveUserIsRefusedAndKeepsTheOldHash() throws Exception {
    try (JettyApps apps = start()) {
      assertThat(login(apps, "eve", "1234")).isEqualTo(401);
    }
    assertThat(stored("eve")).isEqualTo(MD5_CRYPT);
  }

  @Test
  void anotherEncodingAndAPepperUpgradeAgain() throws Exception {
    try (JettyApps apps = start()) {
      assertThat(login(apps, "ann", "1234")).isEqualTo(200);
    }
    parameters.put("password-encoding", "argon2id$m=64,t=1,p=1");
    parameters.put("password-pepper", "0123456789abcdef0123456789abcdef");

    try (JettyApps apps = start()) {
      assertThat(login(apps, "ann", "1234")).isEqualTo(200);
      assertThat(stored("ann")).startsWith("{pepper}$argon2id$v=19$m=64,t=1,p=1$");
      assertThat(login(apps, "ann", "1234")).isEqualTo(200);
      assertThat(login(apps, "ann", "12345")).isEqualTo(401);
    }

    parameters.remove("password-pepper");
    try (JettyApps apps = start()) {
      assertThat(login(apps, "ann", "1234")).isEqualTo(401);
    }
  }

  @Test
  void failureToStoreTheNewHashDoesNotFailTheLogin() throws Exception {
    try (JettyApps apps = start()) {
      database.execute("ALTER TABLE people ALTER COLUMN password VARCHAR(40)");

      assertThat(login(apps, "ann", "1234")).isEqualTo(200);
      assertThat(stored("ann")).isEqualTo(MD5_CRYPT);
    }
  }

  @Test
  void passwordTooLongForBcryptKeepsItsHash() throws Exception {
    parameters.put("password-format", "plain");
    parameters.put("password-encoding", "bcrypt$4");
    parameters.remove("salt-column");
    String longer = "x".repeat(73);
    database.execute("UPDATE people SET password = '" + longer + "' WHERE username = 'ann'");

    try (JettyApps apps = start()) {
      assertThat(login(apps, "ann", longer)).isEqualTo(200);
      assertThat(login(apps, "ann", longer.substring(1))).isEqualTo(401);
    }
    assertThat(stored("ann")).isEqualTo(longer);
  }

  @Test
  void withoutTheParameterHashesStayAsTheyAre() throws Exception {
    parameters.remove("password-upgrade");

    try (JettyApps apps = start()) {
      assertThat(login(apps, "ann", "1234")).isEqualTo(200);
    }
    assertThat(stored("ann")).isEqualTo(MD5_CRYPT);
  }

  private JettyApps start() throws Exception {
    return new JettyApps().add("/app", parameters).start();
  }

  private static int login(JettyApps apps, String username, String password) {
    return answer(apps, username, password).status();
  }

  private static Client.Answer answer(JettyApps apps, String username, String password) {
    return new Client(apps.url() + "/app")
        .postJson("/auth/login/", Map.of("username", username, "password", password));
  }

  private String stored(String username) {
    List<String> passwords =
        database.column("SELECT password FROM people WHERE username = '" + username + "'");
    return passwords.get(0);
  }
}
