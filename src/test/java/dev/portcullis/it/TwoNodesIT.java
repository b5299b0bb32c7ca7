package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.json.Json;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WhoServlet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ends at one node ends at the other, and what the application changes is seen by both. */
class TwoNodesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final TestDatabase database = TestDatabase.h2();
  private JettyApps apps;
  private Client here;
  private Client there;

  @BeforeEach
  void start() throws Exception {
    SampleUsers.insertInto(database);
    Map<String, String> parameters = database.parameters();
    parameters.put("rules", "/admin/* role:admin");
    parameters.put("user-check", "1s");
    parameters.put("revocation-poll", "200ms");
    apps = new JettyApps();
    for (String node : List.of("/here", "/there")) {
      apps.add(
          node,
          parameters,
          app -> {
            app.addServlet(WhoServlet.class, "/who");
            app.addServlet(WhoServlet.class, "/admin/who");
          });
    }
    apps.start();
    here = new Client(apps.url() + "/here");
    there = new Client(apps.url() + "/there");
  }

  @AfterEach
  void stop() {
    apps.close();
    database.close();
  }

  @Test
  void logoutEndsTheAccessTokenHereAtOnceAndThereSoon() {
    Answer pair = login("mamun", "1234");
    assertThat(who(there, pair).status()).isEqualTo(200);

    Answer logout =
        here.postJson(
            "/auth/logout/",
            Map.of("refresh", pair.text("refresh")),
            "Authorization",
            bearer(pair));

    assertThat(logout.status()).isEqualTo(200);
    assertThat(who(here, pair).status()).isEqualTo(401);
    assertThat(who(here, pair).header("Portcullis-Error")).isEqualTo("token_revoked");
    await(() -> who(there, pair).status() == 401);
    assertThat(verify(here, pair.text("access")).status()).isEqualTo(400);
  }

  @Test
  void logoutOfAllEndsEverySessionAndTheStaticToken() {
    Answer phone = login("mamun", "1234");
    Answer laptop = login("mamun", "1234");
    String token = here.staticToken("/auth/api-token-auth/", "mamun", "1234");
    Answer rahim = login("rahim", "rahim-pass");

    Answer answer = here.send("POST", "/auth/logout/all/", "Authorization", bearer(phone));

    assertThat(answer.body()).isEqualTo("{\"message\":\"Logout successful, everything ended\"}");
    assertThat(who(here, phone).status()).isEqualTo(401);
    assertThat(who(here, laptop).status()).isEqualTo(401);
    assertThat(refresh(laptop).status()).isEqualTo(401);
    assertThat(here.get("/who", "Authorization", "Token " + token).status()).isEqualTo(401);
    assertThat(who(here, rahim).status()).isEqualTo(200);
    await(() -> who(there, laptop).status() == 401);
  }

  @Test
  void sessionsAreListedAndOneIsEnded() {
    Answer phone = login("mamun", "1234");
    Answer laptop = login("mamun", "1234");

    List<?> listed = (List<?>) sessions(phone).json().get("sessions");
    Map<?, ?> other =
        listed.stream()
            .map(one -> (Map<?, ?>) one)
            .filter(one -> Boolean.FALSE.equals(one.get("current")))
            .findFirst()
            .orElseThrow();
    Answer ended =
        here.send("DELETE", "/auth/sessions/" + other.get("id"), "Authorization", bearer(phone));

    assertThat(listed).hasSize(2);
    assertThat(other.keySet().stream().map(Object::toString))
        .containsExactly("id", "created", "last_used", "expires", "client", "address", "current");
    assertThat(ended.status()).isEqualTo(200);
    assertThat(who(here, laptop).status()).isEqualTo(401);
    assertThat(who(here, phone).status()).isEqualTo(200);
    assertThat(
            here.send(
                    "DELETE",
                    "/auth/sessions/" + other.get("id") + "/",
                    "Authorization",
                    bearer(phone))
                .status())
        .isEqualTo(404);
  }

  @Test
  void nobodySeesOrEndsAnothersSessions() {
    Answer mamun = login("mamun", "1234");
    Answer rahim = login("rahim", "rahim-pass");

    Answer ended =
        here.send("DELETE", "/auth/sessions/" + sidOf(mamun), "Authorization", bearer(rahim));

    assertThat(ended.status()).isEqualTo(404);
    assertThat((List<?>) sessions(rahim).json().get("sessions")).hasSize(1);
    assertThat(who(here, mamun).status()).isEqualTo(200);
    assertThat(here.get("/auth/sessions/").status()).isEqualTo(401);
    assertThat(here.send("DELETE", "/auth/sessions/" + sidOf(mamun)).status()).isEqualTo(401);
  }

  @Test
  void deactivationBehindOurBackIsSeenByBoth() {
    Answer pair = login("mamun", "1234");
    assertThat(who(here, pair).status()).isEqualTo(200);
    assertThat(who(there, pair).status()).isEqualTo(200);

    database.execute("UPDATE portcullis_user SET active = FALSE WHERE username = 'mamun'");

    assertThat(refresh(pair).status()).isEqualTo(401);
    await(() -> who(here, pair).status() == 401 && who(there, pair).status() == 401);
    assertThat(who(there, pair).header("Portcullis-Error")).isEqualTo("user_inactive");
  }

  @Test
  void deletionBehindOurBackIsSeenByBoth() {
    Answer pair = login("mamun", "1234");
    assertThat(who(there, pair).status()).isEqualTo(200);

    database.execute("DELETE FROM portcullis_user WHERE username = 'mamun'");

    await(() -> who(here, pair).status() == 401 && who(there, pair).status() == 401);
  }

  @Test
  void passwordChangedBehindOurBackEndsTheTokens() {
    Answer pair = login("mamun", "1234");
    assertThat(who(there, pair).status()).isEqualTo(200);

    database.execute("UPDATE portcullis_user SET password = '!' WHERE username = 'mamun'");

    await(() -> who(here, pair).status() == 401 && who(there, pair).status() == 401);
    assertThat(who(there, pair).header("Portcullis-Error")).isEqualTo("password_changed");
    assertThat(refresh(pair).status()).isEqualTo(401);
  }

  /** Who signs in with it must not wait until every node has forgotten the one before. */
  @Test
  void passwordChangedBehindOurBackIsGoodAtOnceOnBoth() {
    Answer old = login("mamun", "1234");
    assertThat(who(here, old).status()).isEqualTo(200);
    assertThat(who(there, old).status()).isEqualTo(200);

    database.execute(
        "UPDATE portcullis_user SET password = '"
            + SampleUsers.PASSWORD_RAHIM
            + "' WHERE username = 'mamun'");
    Answer pair = login("mamun", "rahim-pass");

    assertThat(who(there, pair).status()).isEqualTo(200);
    assertThat(who(here, pair).status()).isEqualTo(200);
    assertThat(who(here, old).header("Portcullis-Error")).isEqualTo("password_changed");
  }

  @Test
  void roleTakenBehindOurBackIsGone() {
    Answer pair = login("admin", "admin-pass-1");
    assertThat(there.get("/admin/who", "Authorization", bearer(pair)).status()).isEqualTo(200);

    database.execute("DELETE FROM portcullis_user_role");

    await(() -> there.get("/admin/who", "Authorization", bearer(pair)).status() == 403);
  }

  private Answer login(String username, String password) {
    return here.postJson("/auth/token/", Map.of("username", username, "password", password));
  }

  private Answer refresh(Answer pair) {
    return there.postJson("/auth/refresh/", Map.of("refresh", pair.text("refresh")));
  }

  private Answer sessions(Answer pair) {
    return here.get("/auth/sessions/", "Authorization", bearer(pair));
  }

  private static Answer verify(Client node, String token) {
    return node.postJson("/auth/verify/", Map.of("token", token));
  }

  private static Answer who(Client node, Answer pair) {
    return node.get("/who", "Authorization", bearer(pair));
  }

  private static String bearer(Answer pair) {
    return "Bearer " + pair.text("access");
  }

  private static String sidOf(Answer pair) {
    byte[] payload =
        java.util.Base64.getUrlDecoder().decode(pair.text("access").split("\\.", -1)[1]);
    return Json.readObject(payload).get("sid").toString();
  }

  /**
   * Waits for what comes with the next pass of the background; there is nothing else to wait on.
   */
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
