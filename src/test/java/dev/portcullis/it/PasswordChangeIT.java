package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.Race;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WhoServlet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users change their own passwords at one of two nodes, and nobody keeps what was for the old. */
class PasswordChangeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String NEW = "correct horse";
  private static final String WRONG_OLD =
      "{\"old_password\":[\"Your old password was entered incorrectly. Please enter it again.\"]}";

  private final TestDatabase database = TestDatabase.h2();
  private final Map<String, String> parameters = new HashMap<>(database.parameters());
  private JettyApps apps = new JettyApps();
  private Client here;
  private Client there;

  PasswordChangeIT() {
    SampleUsers.insertInto(database);
    parameters.put("password-change", "true");
    parameters.put("password-encoding", "pbkdf2_sha256$2000");
    parameters.put("revocation-poll", "200ms");
    // So long that nothing in here ends because a user was read again in the background.
    parameters.put("user-check", "1h");
  }

  @AfterEach
  void stop() {
    apps.close();
    database.close();
  }

  private void start() throws Exception {
    apps = new JettyApps();
    for (String node : List.of("/here", "/there")) {
      apps.add(node, parameters, app -> app.addServlet(WhoServlet.class, "/who"));
    }
    apps.start();
    here = new Client(apps.url() + "/here");
    there = new Client(apps.url() + "/there");
  }

  @Test
  void newPasswordTakesThePlaceOfTheOldOne() throws Exception {
    start();

    Answer changed = change(here, bearer(login("mamun", "1234")), "1234", NEW);

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().keySet()).containsExactly("refresh", "access");
    assertThat(changed.header("Cache-Control")).isEqualTo("no-store");
    assertThat(stored("mamun")).startsWith("pbkdf2_sha256$2000$");
    assertThat(login("mamun", "1234").status()).isEqualTo(401);
    assertThat(login("mamun", NEW).status()).isEqualTo(200);
    assertThat(login("rahim", "rahim-pass").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"form", "multipart"})
  void formsAreAsGoodAsJson(String kind) throws Exception {
    start();
    String type = "application/x-www-form-urlencoded";
    String body = "old_password=1234&new_password=correct+horse";
    if (kind.equals("multipart")) {
      type = "multipart/form-data; boundary=x";
      body =
          String.join(
              "\r\n",
              "--x",
              "Content-Disposition: form-data; name=\"old_password\"",
              "",
              "1234",
              "--x",
              "Content-Disposition: form-data; name=\"new_password\"",
              "",
              "correct horse",
              "--x--",
              "");
    }

    Answer changed =
        here.post("/auth/password", type, body, "Authorization", bearer(login("mamun", "1234")));

    assertThat(changed.status()).isEqualTo(200);
    assertThat(login("mamun", NEW).status()).isEqualTo(200);
  }

  @Test
  void otherSessionsAreOutHereAtOnceAndThereSoon() throws Exception {
    start();
    Answer phone = login("mamun", "1234");
    Answer laptop = login("mamun", "1234");
    Answer rahim = login("rahim", "rahim-pass");
    assertThat(who(there, laptop).status()).isEqualTo(200);
    assertThat(who(there, phone).status()).isEqualTo(200);

    Answer next = change(here, bearer(phone), "1234", NEW);

    assertThat(who(here, laptop).status()).isEqualTo(401);
    assertThat(refresh(there, laptop).status()).isEqualTo(401);
    await(() -> who(there, laptop).status() == 401);
    assertThat(who(there, laptop).header("Portcullis-Error")).isEqualTo("token_revoked");
    // What was copied of the asking session is worth nothing either.
    assertThat(who(here, phone).status()).isEqualTo(401);
    await(() -> who(there, phone).status() == 401);
    assertThat(refresh(there, phone).status()).isEqualTo(401);
    assertThat(who(here, rahim).status()).isEqualTo(200);
    assertThat(who(here, next).status()).isEqualTo(200);
  }

  @Test
  void whoAsksGoesOnAtEveryNodeAtOnce() throws Exception {
    start();
    Answer phone = login("mamun", "1234");
    assertThat(who(there, phone).status()).isEqualTo(200); // It remembers the old password's mark.

    Answer next = change(here, bearer(phone), "1234", NEW);

    assertThat(who(there, next).status()).isEqualTo(200);
    assertThat(refresh(there, next).status()).isEqualTo(200);
    // A replayed token of the old session does not end the new one.
    assertThat(refresh(there, phone).status()).isEqualTo(401);
    assertThat(refresh(here, next).status()).isEqualTo(200);
    List<?> sessions =
        (List<?>) here.get("/auth/sessions/", "Authorization", bearer(next)).json().get("sessions");
    assertThat(sessions).hasSize(1);
  }

  @Test
  void staticTokensEndButTheOneThatAsks() throws Exception {
    parameters.put("token-per-login", "true");
    start();
    String phone = here.staticToken("/auth/api-token-auth/", "mamun", "1234");
    String laptop = here.staticToken("/auth/api-token-auth/", "mamun", "1234");
    Answer session = login("mamun", "1234");

    Answer changed = change(here, "Token " + phone, "1234", NEW);

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.body()).isEqualTo("{}");
    assertThat(here.get("/who", "Authorization", "Token " + phone).status()).isEqualTo(200);
    assertThat(here.get("/who", "Authorization", "Token " + laptop).status()).isEqualTo(401);
    assertThat(who(here, session).status()).isEqualTo(401);
    assertThat(refresh(here, session).status()).isEqualTo(401);
    await(() -> who(there, session).status() == 401);
  }

  @Test
  void aSessionThatAsksEndsAllStaticTokens() throws Exception {
    start();
    String token = here.staticToken("/auth/api-token-auth/", "mamun", "1234");

    change(here, bearer(login("mamun", "1234")), "1234", NEW);

    assertThat(there.get("/who", "Authorization", "Token " + token).status()).isEqualTo(401);
  }

  @Test
  void wrongOldPasswordChangesAndEndsNothing() throws Exception {
    start();
    Answer phone = login("mamun", "1234");
    String before = stored("mamun");

    Answer refused = change(here, bearer(phone), "12345", NEW);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).isEqualTo(WRONG_OLD);
    assertThat(refused.header("Portcullis-Error")).isEqualTo("invalid");
    assertThat(stored("mamun")).isEqualTo(before);
    assertThat(who(here, phone).status()).isEqualTo(200);
  }

  /** The new password is looked at first, so that what is said of it tells nothing of the old. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1234 | ''      | This field may not be blank.",
        "1234 | 1234567 | This password is too short. It must contain at least 8 characters.",
        "1234 | 🐎🐎🐎🐎🐎🐎🐎 | This password is too short. It must contain at least 8 characters.",
        "nope | 1234567 | This password is too short. It must contain at least 8 characters.",
        "nope-nope | nope-nope | This password is the same as the old one.",
      })
  void newPasswordThatIsNotGoodEnoughIsRefusedByField(String old, String replacement, String text)
      throws Exception {
    start();

    Answer refused = change(here, bearer(login("mamun", "1234")), old, replacement);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).isEqualTo("{\"new_password\":[\"" + text + "\"]}");
    assertThat(login("mamun", "1234").status()).isEqualTo(200);
  }

  @Test
  void newPasswordMustBeOneThatCanBeStoredWhole() throws Exception {
    parameters.put("password-encoding", "bcrypt$4");
    start();
    String bearer = bearer(login("mamun", "1234"));

    assertThat(change(here, bearer, "1234", "ä".repeat(36) + "x").body())
        .isEqualTo(
            "{\"new_password\":[\"This password is too long. It must contain at most 72 bytes.\"]}");
    assertThat(change(here, bearer, "1234", "a\0bcdefgh").body())
        .isEqualTo("{\"new_password\":[\"Null characters are not allowed.\"]}");
    assertThat(change(here, bearer, "1234", "x".repeat(8193)).status()).isEqualTo(400);
    assertThat(here.postJson("/auth/password/", Map.of(), "Authorization", bearer).body())
        .isEqualTo(
            "{\"old_password\":[\"This field is required.\"],"
                + "\"new_password\":[\"This field is required.\"]}");
    assertThat(change(here, bearer, "1234", "ä".repeat(36)).status()).isEqualTo(200);
    assertThat(login("mamun", "ä".repeat(36)).status()).isEqualTo(200);
  }

  @Test
  void ofTwoChangesAtOnceOneWins() throws Exception {
    start();
    String phone = bearer(login("mamun", "1234"));
    String laptop = bearer(login("mamun", "1234"));

    List<Answer> answers =
        Race.of(
            4,
            racer ->
                change(
                    racer % 2 == 0 ? here : there,
                    racer < 2 ? phone : laptop,
                    "1234",
                    "new-password-" + racer));

    assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
    assertThat(answers.stream().map(Answer::status))
        .allMatch(s -> List.of(200, 400, 401).contains(s));
    Answer winner = answers.stream().filter(a -> a.status() == 200).findFirst().orElseThrow();
    assertThat(who(here, winner).status()).isEqualTo(200);
    assertThat(login("mamun", "new-password-" + answers.indexOf(winner)).status()).isEqualTo(200);
    assertThat(
            database.column(
                "SELECT sid FROM portcullis_session WHERE ended_at IS NULL AND user_id = '1'"))
        .hasSize(2); // The winner's, and that of the login just now.
  }

  /**
   * Whoever knows the old password may have logins under way, one after the other, all the time.
   */
  @Test
  void loginsWithTheOldPasswordLeaveNothingBehind() throws Exception {
    start();
    String bearer = bearer(login("mamun", "1234"));

    List<Answer> answers =
        Race.of(
            6,
            racer ->
                racer == 0
                    ? change(here, bearer, "1234", NEW)
                    : there.postJson(
                        "/auth/api-token-auth/", Map.of("username", "mamun", "password", "1234")));

    assertThat(answers.get(0).status()).isEqualTo(200);
    assertThat(database.column("SELECT digest FROM portcullis_token")).isEmpty();
  }

  @Test
  void inactiveUserIsRefusedThoughTheGateStillRemembersAnActiveOne() throws Exception {
    start();
    String bearer = bearer(login("mamun", "1234"));
    String token = "Token " + here.staticToken("/auth/api-token-auth/", "mamun", "1234");
    assertThat(here.get("/who", "Authorization", bearer).status()).isEqualTo(200);
    String before = stored("mamun");
    database.execute("UPDATE portcullis_user SET active = FALSE WHERE username = 'mamun'");

    assertThat(change(here, bearer, "1234", NEW).header("Portcullis-Error"))
        .isEqualTo("user_inactive");
    assertThat(change(here, token, "1234", NEW).status()).isEqualTo(401);
    assertThat(stored("mamun")).isEqualTo(before);
  }

  @Test
  void passwordChangedBehindOurBackIsTheOneThatCounts() throws Exception {
    start();
    String bearer = bearer(login("mamun", "1234"));
    assertThat(here.get("/who", "Authorization", bearer).status()).isEqualTo(200);
    database.execute(
        "UPDATE portcullis_user SET password = (SELECT password FROM portcullis_user WHERE username"
            + " = 'rahim') WHERE username = 'mamun'");

    assertThat(change(here, bearer, "1234", NEW).body()).isEqualTo(WRONG_OLD);
  }

  @Test
  void nobodyIsAskedWithoutAnIdentityAndOtherMethodsAreRefused() throws Exception {
    start();
    String bearer = bearer(login("mamun", "1234"));

    Answer anonymous =
        here.postJson("/auth/password/", Map.of("old_password", "1234", "new_password", NEW));

    assertThat(anonymous.status()).isEqualTo(401);
    assertThat(here.get("/auth/password/", "Authorization", bearer).status()).isEqualTo(405);
    assertThat(login("mamun", "1234").status()).isEqualTo(200);
  }

  @Test
  void withoutTheParameterThereIsNoSuchEndpoint() throws Exception {
    parameters.remove("password-change");
    start();
    String before = stored("mamun");

    Answer answer = change(here, bearer(login("mamun", "1234")), "1234", NEW);

    // The path is the application's then, which here has nothing there but files.
    assertThat(answer.status()).isIn(404, 405);
    assertThat(stored("mamun")).isEqualTo(before);
  }

  @Test
  void failureToStoreEndsNothing() throws Exception {
    start();
    Answer phone = login("mamun", "1234");
    String token = here.staticToken("/auth/api-token-auth/", "mamun", "1234");
    database.execute("ALTER TABLE portcullis_token RENAME TO elsewhere");

    assertThat(change(here, bearer(phone), "1234", NEW).status()).isEqualTo(503);

    database.execute("ALTER TABLE elsewhere RENAME TO portcullis_token");
    assertThat(who(here, phone).status()).isEqualTo(200);
    assertThat(here.get("/who", "Authorization", "Token " + token).status()).isEqualTo(200);
    assertThat(login("mamun", "1234").status()).isEqualTo(200);
  }

  private Answer login(String username, String password) {
    return here.postJson("/auth/token/", Map.of("username", username, "password", password));
  }

  private static Answer change(Client node, String credential, String old, String replacement) {
    return node.postJson(
        "/auth/password/",
        Map.of("old_password", old, "new_password", replacement),
        "Authorization",
        credential);
  }

  private static Answer refresh(Client node, Answer pair) {
    return node.postJson("/auth/refresh/", Map.of("refresh", pair.text("refresh")));
  }

  private static Answer who(Client node, Answer pair) {
    return node.get("/who", "Authorization", bearer(pair));
  }

  private static String bearer(Answer pair) {
    return "Bearer " + pair.text("access");
  }

  private String stored(String username) {
    return database
        .column("SELECT password FROM portcullis_user WHERE username = '" + username + "'")
        .get(0);
  }

  /** Waits for the next pass of the background; there is nothing else to wait on. */
  private static void await(BooleanSupplier happened) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!happened.getAsBoolean()) {
      assertThat(System.nanoTime()).as("It happens within " + PATIENCE).isLessThan(end);
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
