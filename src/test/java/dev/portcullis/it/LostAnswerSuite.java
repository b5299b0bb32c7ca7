package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.json.Json;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.CutProxy;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database has done what was asked, and the connection ends before it can say so. */
abstract class LostAnswerSuite {
  private static final String ROTATION = "SET previous_jti";

  private TestDatabase database;
  private CutProxy proxy;
  private JettyApps apps;
  private Client graceful;
  private Client strict;

  /** A new and empty database on a server. */
  abstract TestDatabase newDatabase();

  @BeforeEach
  void start() throws Exception {
    database = newDatabase();
    SampleUsers.insertCheaplyInto(database);
    Map<String, String> parameters = database.parameters();
    String url = database.jdbcUrl();
    int port = URI.create(url.substring("jdbc:".length())).getPort();
    proxy = new CutProxy(port);
    // The proxy must be able to read: MariaDB's and MySQL's servers would speak TLS.
    parameters.put(
        "jdbc-url",
        url.replace(":" + port, ":" + proxy.port())
            + (url.startsWith("jdbc:mysql:") ? "?sslMode=DISABLED" : ""));
    parameters.put("refresh-rotate", "true");
    parameters.put("refresh-grace", "1m");
    apps = new JettyApps().add("/graceful", Map.copyOf(parameters));
    parameters.put("refresh-grace", "0s");
    apps.add("/strict", Map.copyOf(parameters)).start();
    graceful = new Client(apps.url() + "/graceful");
    strict = new Client(apps.url() + "/strict");
  }

  @AfterEach
  void stop() {
    apps.close();
    proxy.close();
    database.close();
  }

  @Test
  void rotationWhoseAnswerIsLostGivesItsSuccessorToTheNextTry() {
    String old = login(graceful).text("refresh");

    proxy.cutAnswerTo(ROTATION);
    Answer lost = refresh(graceful, old);
    String current = database.column("SELECT jti FROM portcullis_session").get(0);
    Answer again = refresh(graceful, old);

    assertThat(proxy.cuts()).isEqualTo(1);
    assertThat(lost.status()).isEqualTo(503);
    assertThat(lost.header("Retry-After")).isEqualTo("5");
    assertThat(current).as("it was done").isNotEqualTo(jti(old));
    assertThat(again.status()).isEqualTo(200);
    assertThat(jti(again.text("refresh"))).isEqualTo(current);
    assertThat(refresh(graceful, old).text("refresh")).isEqualTo(again.text("refresh"));
    assertThat(refresh(graceful, again.text("refresh")).status()).isEqualTo(200);
    assertThat(liveSessions()).hasSize(1);
  }

  /** What the grace is for: without it nobody can tell this client from a thief. */
  @Test
  void withoutGraceTheNextTryEndsTheSession() {
    String old = login(strict).text("refresh");

    proxy.cutAnswerTo(ROTATION);
    Answer lost = refresh(strict, old);

    assertThat(lost.status()).isEqualTo(503);
    assertThat(refresh(strict, old).status()).isEqualTo(401);
    assertThat(liveSessions()).isEmpty();
  }

  @Test
  void logoutWhoseAnswerIsLostHasEndedTheSession() {
    Answer pair = login(graceful);

    proxy.cutAnswerTo("COMMIT");
    Answer lost = logout(pair);
    Answer again = logout(pair);

    assertThat(proxy.cuts()).isEqualTo(1);
    assertThat(lost.status()).isEqualTo(503);
    assertThat(again.status()).isIn(400, 401);
    assertThat(refresh(graceful, pair.text("refresh")).status()).isEqualTo(401);
    assertThat(liveSessions()).isEmpty();
    assertThat(database.column("SELECT subject FROM portcullis_revocation")).hasSize(1);
  }

  @Test
  void loginWhoseAnswerIsLostLeavesNothingThatAnybodyHolds() {
    proxy.cutAnswerTo("INSERT INTO portcullis_session");
    Answer lost = login(graceful);
    Answer again = login(graceful);

    assertThat(lost.status()).isEqualTo(503);
    assertThat(again.status()).isEqualTo(200);
    // The session that was lost has no client; it is listed until it expires, or is ended by id.
    assertThat(liveSessions()).hasSize(2);
  }

  private List<String> liveSessions() {
    return database.column("SELECT sid FROM portcullis_session WHERE ended_at IS NULL");
  }

  private static Answer login(Client client) {
    return client.postJson("/auth/token/", Map.of("username", "mamun", "password", "1234"));
  }

  private static Answer refresh(Client client, String token) {
    return client.postJson("/auth/refresh/", Map.of("refresh", token));
  }

  private Answer logout(Answer pair) {
    return graceful.postJson(
        "/auth/logout/",
        Map.of("refresh", pair.text("refresh")),
        "Authorization",
        "Bearer " + pair.text("access"));
  }

  private static String jti(String token) {
    byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return Json.readObject(payload).get("jti").toString();
  }
}
