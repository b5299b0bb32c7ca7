package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WhoServlet;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application sees of its user through the servlet API, on every kind of dispatch. */
class WrappedRequestIT {
  private static TestDatabase database;
  private static JettyApps apps;
  private static Client client;
  private static String token;
  private static String access;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.h2();
    SampleUsers.insertInto(database);
    Map<String, String> parameters = database.parameters();
    parameters.put("rules", "/open permit\n/* authenticated");
    apps = new JettyApps().add("/app", parameters, WrappedRequestIT::addServlets).start();
    client = new Client(apps.url() + "/app");
    token = client.staticToken("/auth/api-token-auth/", "admin", "admin-pass-1");
    access =
        client
            .postJson("/auth/token/", Map.of("username", "mamun", "password", "1234"))
            .text("access");
  }

  private static void addServlets(ServletContextHandler app) {
    ServletHolder who = new ServletHolder(new WhoServlet());
    who.setAsyncSupported(true);
    app.addServlet(who, "/who");
    app.addServlet(who, "/open");
    app.addServlet(who, "/error-page");
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    errors.addErrorPage(418, "/error-page");
    errors.addErrorPage(Throwable.class, "/error-page");
    app.setErrorHandler(errors);
  }

  @AfterAll
  static void stop() throws Exception {
    apps.close();
    database.close();
  }

  @Test
  void staticTokenSpeaksForItsUser() {
    Answer answer = client.get("/who", "Authorization", "Token " + token);

    assertThat(answer.body())
        .isEqualTo(
            "REQUEST principal=admin remoteUser=admin authType=Token admin=true anybody=true");
  }

  @Test
  void accessTokenSpeaksForItsUser() {
    Answer answer = client.get("/who", "Authorization", "Bearer " + access);

    assertThat(answer.body())
        .isEqualTo(
            "REQUEST principal=mamun remoteUser=mamun authType=Bearer admin=false anybody=true");
  }

  @Test
  void openPathWithoutCredentialIsNobodys() {
    Answer answer = client.get("/open");

    assertThat(answer.body())
        .isEqualTo(
            "REQUEST principal=null remoteUser=null authType=null admin=false anybody=false");
  }

  @Test
  void openPathKnowsWhoOffersAGoodCredential() {
    assertThat(client.get("/open", "Authorization", "Token " + token).body())
        .contains("principal=admin");
  }

  @ParameterizedTest(name = "?{0} arrives as {1} with the user")
  @CsvSource({
    "forward, FORWARD",
    "include, INCLUDE",
    "async, ASYNC",
    "error, ERROR",
    "fail, ERROR"
  })
  void everyDispatchKnowsTheUser(String wish, String dispatch) {
    Answer answer = client.get("/who?" + wish, "Authorization", "Token " + token);

    assertThat(answer.body())
        .startsWith(dispatch + " principal=admin remoteUser=admin authType=Token admin=true");
  }

  @Test
  void loginByTheApplicationHoldsForTheRestOfTheRequest() {
    assertThat(client.get("/open?login").body()).contains("principal=mamun remoteUser=mamun");
    assertThat(client.get("/open").body()).contains("principal=null");
  }

  @Test
  void loginWithAWrongPasswordIsAServletException() {
    assertThat(client.get("/open?login-wrong").body())
        .startsWith("refused: No active account found with the given credentials; ")
        .contains("principal=null");
  }

  @Test
  void logoutByTheApplicationEndsTheStaticToken() {
    String rahims = client.staticToken("/auth/api-token-auth/", "rahim", "rahim-pass");

    Answer answer = client.get("/open?logout", "Authorization", "Token " + rahims);

    assertThat(answer.body()).contains("principal=null remoteUser=null authType=null");
    assertThat(client.get("/who", "Authorization", "Token " + rahims).status()).isEqualTo(401);
  }

  @Test
  void logoutByTheApplicationEndsTheSessionOfAnAccessToken() {
    Answer pair =
        client.postJson("/auth/token/", Map.of("username", "rahim", "password", "rahim-pass"));

    client.get("/open?logout", "Authorization", "Bearer " + pair.text("access"));

    Answer refreshed = client.postJson("/auth/refresh/", Map.of("refresh", pair.text("refresh")));
    assertThat(refreshed.status()).isEqualTo(401);
    assertThat(refreshed.body())
        .isEqualTo("{\"detail\":\"Token is blacklisted\",\"code\":\"token_not_valid\"}");
  }

  @Test
  void authenticateAnswersWithOur401() {
    Answer answer = client.get("/open?authenticate");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Token");
    assertThat(answer.body())
        .isEqualTo("{\"detail\":\"Authentication credentials were not provided.\"}");
  }

  @Test
  void bodyReachesTheApplicationUnread() {
    assertThat(
            client
                .post(
                    "/who?body",
                    "application/json",
                    "{\"unread\":true}",
                    "Authorization",
                    "Token " + token)
                .body())
        .isEqualTo("{\"unread\":true}");
    assertThat(
            client
                .post(
                    "/who?form",
                    "application/x-www-form-urlencoded",
                    "field=unread",
                    "Authorization",
                    "Token " + token)
                .body())
        .isEqualTo("unread");
  }

  @ParameterizedTest
  @CsvSource({"/open", "/who", "/auth/login/", "/auth/profile/", "/who?error"})
  void noCookieIsEverSet(String path) {
    assertThat(client.get(path, "Authorization", "Token " + token).header("Set-Cookie")).isEmpty();
    assertThat(client.get(path).header("Set-Cookie")).isEmpty();
  }
}
