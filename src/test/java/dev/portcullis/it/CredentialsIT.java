package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.RawHttp;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WhoServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a credential may stand in a request, and what comes of it. */
class CredentialsIT {
  private static TestDatabase database;
  private static JettyApps apps;
  private static Client plain;
  private static Client mixin;
  private static String admins;
  private static String mamuns;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.h2();
    SampleUsers.insertInto(database);
    Map<String, String> parameters = database.parameters();
    parameters.put("rules", "/admin/* role:admin\n/* authenticated");
    apps = new JettyApps().add("/plain", Map.copyOf(parameters), CredentialsIT::addServlets);
    parameters.put("token-sources", "body:token_id, query:token_id, header:token_id");
    apps.add("/mixin", Map.copyOf(parameters), CredentialsIT::addServlets).start();
    plain = new Client(apps.url() + "/plain");
    mixin = new Client(apps.url() + "/mixin");
    admins = plain.staticToken("/auth/api-token-auth/", "admin", "admin-pass-1");
    mamuns = plain.staticToken("/auth/api-token-auth/", "mamun", "1234");
  }

  private static void addServlets(org.eclipse.jetty.ee10.servlet.ServletContextHandler app) {
    app.addServlet(WhoServlet.class, "/who");
    app.addServlet(WhoServlet.class, "/admin/who");
    app.addServlet(Cached.class, "/cached");
  }

  @AfterAll
  static void stop() throws Exception {
    apps.close();
    database.close();
  }

  @ParameterizedTest(name = "Authorization: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Token                | Invalid token header. No credentials provided.",
        "Token a b            | Invalid token header. Token string should not contain spaces.",
        "Token abc            | Invalid token.",
        "tOKEN abc            | Invalid token.",
        "Bearer               | Authorization header must contain two space-delimited values",
        "Bearer a b           | Authorization header must contain two space-delimited values",
        "Bearer abc           | Given token not valid for any token type",
        "BEARER abc           | Given token not valid for any token type",
        "Basic bWFtdW46MTIzNA | Authentication credentials were not provided.",
        "Tokenabc             | Authentication credentials were not provided.",
      })
  void malformedHeaderIsRefusedInTheWordsOfTheContract(String header, String detail) {
    Answer answer = plain.get("/who", "Authorization", header);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Token");
    assertThat(answer.text("detail")).isEqualTo(detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"token ", "TOKEN ", "Token   "})
  void keywordIsReadInAnyCaseAndSpacesAroundTheTokenAreNone(String keyword) {
    assertThat(plain.get("/who", "Authorization", keyword + mamuns).status()).isEqualTo(200);
  }

  @Test
  void tokenInCapitalsIsAnother() {
    String capitals = mamuns.toUpperCase(java.util.Locale.ROOT);

    // Jetty remembers the header fields of a connection and finds them again whatever the case: on
    // a connection that has carried the token itself, the capitals would never reach us.
    Client fresh = plain.onNewConnections();
    assertThat(fresh.get("/who", "Authorization", "Token " + capitals).status()).isEqualTo(401);
  }

  @Test
  void twoAuthorizationHeadersAreRefused() {
    Answer answer =
        plain.get("/who", "Authorization", "Token " + mamuns, "Authorization", "Token " + admins);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Portcullis-Error")).isEqualTo("credentials_ambiguous");
  }

  @Test
  void roleDecides() {
    Answer refused = plain.get("/admin/who", "Authorization", "Token " + mamuns);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body())
        .isEqualTo("{\"detail\":\"You do not have permission to perform this action.\"}");
    assertThat(plain.get("/admin/who", "Authorization", "Token " + admins).status()).isEqualTo(200);
  }

  @Test
  void deadHeaderDoesNotBlockLogin() {
    Answer answer =
        plain.postJson(
            "/auth/login/",
            Map.of("username", "mamun", "password", "1234"),
            "Authorization",
            "Bearer dead");

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void furtherPlacesAreNotLookedAtByDefault() {
    assertThat(plain.get("/admin/who?token_id=" + admins).status()).isEqualTo(401);
    assertThat(plain.get("/admin/who", "token_id", admins).status()).isEqualTo(401);
    assertThat(plain.postJson("/admin/who", Map.of("token_id", admins)).status()).isEqualTo(401);
  }

  @Test
  void optedInPlacesOfTheAdminMixinWork() {
    assertThat(mixin.get("/admin/who?token_id=" + admins).status()).isEqualTo(200);
    assertThat(mixin.get("/admin/who", "token_id", admins).status()).isEqualTo(200);
    assertThat(mixin.postJson("/admin/who", Map.of("token_id", admins)).status()).isEqualTo(200);
    assertThat(
            mixin
                .post("/admin/who", "application/x-www-form-urlencoded", "a=1&token_id=" + admins)
                .status())
        .isEqualTo(200);
  }

  @Test
  void bodyThatWasLookedIntoIsReadByTheApplicationFromItsBeginning() {
    String json = "{\"token_id\":\"" + admins + "\",\"more\":[1,2]}";

    assertThat(mixin.post("/admin/who?body", "application/json", json).body()).isEqualTo(json);
    assertThat(
            mixin
                .post(
                    "/admin/who?form",
                    "application/x-www-form-urlencoded",
                    "field=there&token_id=" + admins)
                .body())
        .isEqualTo("there");
  }

  @Test
  void headerBeatsTheOtherPlaces() {
    assertThat(
            mixin.get("/admin/who?token_id=" + admins, "Authorization", "Token " + mamuns).status())
        .isEqualTo(403);
  }

  @Test
  void credentialsInTwoOtherPlacesAreRefused() {
    Answer answer = mixin.get("/admin/who?token_id=" + admins, "token_id", mamuns);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Portcullis-Error")).isEqualTo("credentials_ambiguous");
  }

  @Test
  void tokenThatStandsInABodyTwiceIsNone() {
    Answer answer =
        mixin.post(
            "/admin/who",
            "application/x-www-form-urlencoded",
            "token_id=" + admins + "&token_id=" + mamuns);

    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void formThatTheContainerCannotReadIsTheClientsMistake() {
    Answer answer = mixin.post("/who", "application/x-www-form-urlencoded", "a=%zz");

    assertThat(answer.status()).isIn(400, 401);
    assertThat(answer.body()).startsWith("{\"detail\":").doesNotContain("xception");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"/mixin/who", "/mixin/auth/login/"})
  void bodyThatBreaksOffIsTheClientsMistake(String path) throws IOException {
    String answer =
        RawHttp.send(
            apps.url(),
            "POST "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5\r\n{\"a\":\r\nnonsense\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 400 ")
        .contains("{\"detail\":\"The request body ended early or is malformed.\"}")
        .doesNotContain("xception");
  }

  @Test
  void answerToATokenThatCachesDoNotKnowIsPrivate() {
    assertThat(mixin.get("/who?token_id=" + mamuns).header("Cache-Control")).isEqualTo("private");
    assertThat(mixin.get("/who", "token_id", mamuns).header("Cache-Control")).isEqualTo("private");
  }

  @Test
  void answersThatCachesKnowToKeepOutOfAreLeftAlone() {
    assertThat(mixin.get("/who", "Authorization", "Token " + mamuns).header("Cache-Control"))
        .isEmpty();
    assertThat(mixin.get("/cached?token_id=" + mamuns).header("Cache-Control"))
        .isEqualTo("max-age=60");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/who", "/auth/profile/"})
  void answersOfOursTellOnWhichHeadersTheyDepend(String path) {
    assertThat(plain.get(path).header("Vary")).isEqualTo("Authorization");
    assertThat(mixin.get(path).header("Vary")).isEqualTo("Authorization, token_id");
    assertThat(mixin.get("/auth/profile/", "token_id", mamuns).header("Vary"))
        .isEqualTo("Authorization, token_id");
    assertThat(mixin.get("/auth/profile/", "token_id", mamuns).header("Cache-Control"))
        .isEqualTo("no-store");
  }

  /** Knows how long its answer may be kept. */
  public static final class Cached extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setHeader("Cache-Control", "max-age=60");
      response.getWriter().print("kept");
    }
  }
}
