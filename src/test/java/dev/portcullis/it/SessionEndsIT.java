package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WhoServlet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ends a session over HTTP though nobody logs out: an old token, and its absolute end. */
class SessionEndsIT {
  private final TestDatabase database = TestDatabase.h2();
  private JettyApps apps;
  private Client client;

  @BeforeEach
  void start() throws Exception {
    SampleUsers.insertCheaplyInto(database);
    Map<String, String> parameters = database.parameters();
    parameters.put("refresh-rotate", "true");
    parameters.put("refresh-grace", "10s");
    parameters.put("session-max", "1h");
    apps =
        new JettyApps()
            .add("/app", parameters, app -> app.addServlet(WhoServlet.class, "/who"))
            .start();
    client = new Client(apps.url() + "/app");
  }

  @AfterEach
  void stop() {
    apps.close();
    database.close();
  }

  @Test
  void tokenThatComesAgainAfterTheGraceEndsTheSessionForThiefAndOwner() {
    Answer stolen = login();
    Answer owner = refresh(stolen);
    assertThat(who(owner)).isEqualTo(200);
    assertThat(refresh(stolen).text("refresh")).as("in grace").isEqualTo(owner.text("refresh"));
    sinceRotation(11);

    Answer replay = refresh(stolen);

    assertThat(replay.status()).isEqualTo(401);
    assertThat(replay.header("Portcullis-Error")).isEqualTo("token_revoked");
    assertThat(who(owner)).isEqualTo(401);
    assertThat(who(stolen)).isEqualTo(401);
    assertThat(refresh(owner).status()).isEqualTo(401);
    assertThat(database.column("SELECT sid FROM portcullis_session WHERE ended_at IS NULL"))
        .isEmpty();
  }

  @Test
  void tokenOfTwoRotationsAgoEndsTheSessionEvenWithinTheGrace() {
    Answer first = login();
    Answer last = refresh(refresh(first));

    assertThat(refresh(first).status()).isEqualTo(401);
    assertThat(who(last)).isEqualTo(401);
    assertThat(refresh(last).status()).isEqualTo(401);
  }

  @Test
  void anotherLoginOfTheSameUserGoesOn() {
    Answer other = login();
    Answer stolen = login();
    refresh(refresh(stolen));

    assertThat(refresh(stolen).status()).isEqualTo(401);
    assertThat(who(other)).isEqualTo(200);
    assertThat(refresh(other).status()).isEqualTo(200);
  }

  @Test
  void noRefreshLeadsBeyondTheAbsoluteEnd() throws Exception {
    Answer pair = login();
    // The login was an hour ago but for two seconds.
    database.execute("UPDATE portcullis_session SET created_at = created_at - 3598000");

    Answer last = refresh(pair);

    assertThat(last.status()).isEqualTo(200);
    assertThat(
            database.column(
                "SELECT sid FROM portcullis_session WHERE expires_at = created_at + 3600000"))
        .hasSize(1);
    Thread.sleep(3_000); // exp has whole seconds.
    assertThat(who(last)).isEqualTo(401);
    assertThat(refresh(last).status()).isEqualTo(401);
    assertThat(refresh(pair).status()).isEqualTo(401);
  }

  private void sinceRotation(int seconds) {
    database.execute(
        "UPDATE portcullis_session SET rotated_at = rotated_at - %d".formatted(seconds * 1_000));
  }

  private Answer login() {
    return client.postJson("/auth/token/", Map.of("username", "mamun", "password", "1234"));
  }

  private Answer refresh(Answer pair) {
    return client.postJson("/auth/refresh/", Map.of("refresh", pair.text("refresh")));
  }

  private int who(Answer pair) {
    return client.get("/who", "Authorization", "Bearer " + pair.text("access")).status();
  }
}
