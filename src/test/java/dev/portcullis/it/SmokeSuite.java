package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.Container;
import dev.portcullis.testing.ContainerKind;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The sample WAR, dropped into a container, is guarded and knows its users; a subclass says which
 * container, by {@link #deploy}.
 */
abstract class SmokeSuite {
  private static final Duration LOG_DELAY = Duration.ofSeconds(10);

  private static Container container;
  private static String slash;
  private static Client client;
  private static Answer pair;
  private static String access;
  private static String adminsToken;

  /** Starts a container with what lies in {@code webapps}: the sample, as {@code sample.war}. */
  static void deploy(ContainerKind kind, Path webapps) throws IOException {
    deploy(kind, webapps, "/");
  }

  /** The same where the URLs of our endpoints end so. */
  static void deploy(ContainerKind kind, Path webapps, String endOfEndpoints) throws IOException {
    slash = endOfEndpoints;
    container = kind.start(webapps);
    client = new Client(container.url() + "/sample");
    pair = login("mamun", "1234");
    access = "Bearer " + pair.text("access");
    adminsToken =
        "Token " + client.staticToken(endpoint("api-token-auth"), "admin", "admin-pass-1");
  }

  @AfterAll
  static void undeploy() {
    if (container != null) {
      container.close();
      container = null;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.jsp",
        "/public/about.jsp",
        "/public/icon.svg",
        "/style.css",
        "/react/index.html",
        "/webjars/react/18.3.1/umd/react.production.min.js"
      })
  void publicPagesAreOpen(String path) {
    assertThat(client.get(path).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/books.jsp", "/api/hello", "/api/async", "/admin/report", "/whoami", "/nothing"})
  void everythingElseWantsAnIdentity(String path) {
    Answer answer = client.get(path);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Token");
    assertThat(answer.header("Portcullis-Error")).isEqualTo("not_authenticated");
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.body())
        .isEqualTo("{\"detail\":\"Authentication credentials were not provided.\"}");
  }

  @Test
  void loginGivesAPairOfTokens() {
    assertThat(pair.status()).isEqualTo(200);
    assertThat(pair.json()).containsOnlyKeys("refresh", "access");
  }

  @Test
  void wrongPasswordIsRefused() {
    assertThat(login("mamun", "12345").status()).isEqualTo(401);
    assertThat(login("inactive", "1234").status()).isEqualTo(401);
  }

  @Test
  void profileKnowsTheOwnerOfEitherToken() {
    assertThat(get(endpoint("profile"), access).json())
        .isEqualTo(Map.of("username", "mamun", "email", "mamun@gmail.com"));
    assertThat(get("/auth/profile", adminsToken).json())
        .isEqualTo(Map.of("username", "admin", "email", "admin@example.com"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin/report", "/admin/index.jsp"})
  void adminsPagesAreForAdmins(String path) {
    Answer refused = get(path, access);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body())
        .isEqualTo("{\"detail\":\"You do not have permission to perform this action.\"}");
    assertThat(get(path, adminsToken).status()).isEqualTo(200);
  }

  @Test
  void servletApiAnswersForTheUser() {
    assertThat(get("/whoami", access).body())
        .isEqualToNormalizingNewlines(who("REQUEST", "mamun", "Bearer", false));
    assertThat(get("/whoami", adminsToken).body())
        .isEqualToNormalizingNewlines(who("REQUEST", "admin", "Token", true));
    assertThat(client.get("/public/whoami").body()).contains("remoteUser=null", "admin=false");
  }

  @ParameterizedTest(name = "{0} arrives as {1} with the user")
  @CsvSource({"/api/forward, FORWARD", "/api/async, ASYNC"})
  void otherDispatchesKnowTheUser(String path, String dispatch) {
    Answer answer = answerOf(path, attemptsAtDispatch());

    assertThat(answer.status()).isEqualTo(200);
    // Payara Micro sends one in eight on twice, with us and without.
    assertThat(answer.body().replace("\r", "").strip())
        .startsWith(who(dispatch, "admin", "Token", true).strip());
  }

  @ParameterizedTest(name = "{0} is answered with {1} and the user")
  @CsvSource({"/api/fail, 500", "/nothing, 404"})
  void errorPagesKnowTheUser(String path, int status) {
    Answer answer = get(path, access);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).contains("<span id=\"user\">mamun</span>");
  }

  @Test
  void bodiesReachTheApplicationUnread() {
    Answer json =
        client.post("/api/books", "application/json", "{\"a\":1}", "Authorization", access);
    Answer form =
        client.post(
            "/api/books",
            "application/x-www-form-urlencoded",
            "title=%E0%A6%A2",
            "Authorization",
            access);

    // Where its encoding filter sets one, some containers tell the application a charset, too.
    assertThat(json.text("contentType")).startsWith("application/json");
    assertThat(json.text("body")).isEqualTo("{\"a\":1}");
    assertThat(form.body().strip()).isEqualTo("{\"form\":{\"title\":[\"ঢ\"]}}");
  }

  @Test
  void refreshGivesAnotherAccessToken() {
    Answer refreshed =
        client.postJson(endpoint("refresh"), Map.of("refresh", pair.text("refresh")));

    assertThat(refreshed.status()).isEqualTo(200);
    assertThat(get("/api/hello", "Bearer " + refreshed.text("access")).body().strip())
        .isEqualTo("{\"message\":\"Hello, mamun\"}");
  }

  @Test
  void logoutEndsTheSession() {
    Answer mine = login("mamun", "1234");
    Map<String, String> refresh = Map.of("refresh", mine.text("refresh"));

    Answer out =
        client.postJson(
            endpoint("logout"), refresh, "Authorization", "Bearer " + mine.text("access"));

    assertThat(out.status()).isEqualTo(200);
    Answer refused = client.postJson(endpoint("refresh"), refresh);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.body())
        .isEqualTo("{\"detail\":\"Token is blacklisted\",\"code\":\"token_not_valid\"}");
  }

  @Test
  void logoutEndsTheStaticToken() {
    String token = "Token " + client.staticToken(endpoint("api-token-auth"), "mamun", "1234");

    assertThat(client.send("POST", endpoint("logout"), "Authorization", token).status())
        .isEqualTo(200);

    assertThat(get("/api/hello", token).status()).isEqualTo(401);
  }

  @Test
  void refusalComesBeforeTheFiltersOfTheApplication() {
    assertThat(client.get("/api/turnedaway").status()).isEqualTo(401);
    assertThat(get("/api/books", adminsToken).status()).isEqualTo(200);

    // The access log of the application is written when the client has its answer already, and
    // GlassFish escapes in it whatever is no letter.
    awaitInLog(Pattern.compile("books 200 user\\S+admin"));
    assertThat(container.log()).doesNotContain("turnedaway");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/whoami", "/books.jsp", "/auth/login/", "/auth/profile/", "/api/fail"})
  void noCookieIsEverSet(String path) {
    assertThat(client.get(path).header("Set-Cookie")).isEmpty();
    assertThat(get(path, access).header("Set-Cookie")).isEmpty();
    assertThat(pair.header("Set-Cookie")).isEmpty();
  }

  @Test
  void logSaysOnceHowPortcullisCameIn() {
    assertThat(container.log())
        .containsOnlyOnce("Portcullis 0.1.0-SNAPSHOT guards the application /sample")
        .containsPattern(
            "came in by +(ServletContainerInitializer|listener), in front of every filter of"
                + " web.xml, on /\\*");
  }

  /** How often a dispatch is asked for, where a container may lose one by itself. */
  int attemptsAtDispatch() {
    return 1;
  }

  private static Answer answerOf(String path, int attempts) {
    for (int attempt = 1; attempt < attempts; attempt++) {
      try {
        return get(path, adminsToken);
      } catch (IllegalStateException e) {
        assertThat(e).hasCauseInstanceOf(HttpTimeoutException.class);
      }
    }
    return get(path, adminsToken);
  }

  private static String endpoint(String name) {
    return "/auth/" + name + slash;
  }

  private static Answer login(String username, String password) {
    return client.postJson(endpoint("login"), Map.of("username", username, "password", password));
  }

  private static Answer get(String path, String authorization) {
    return client.get(path, "Authorization", authorization);
  }

  private static void awaitInLog(Pattern text) {
    long end = System.nanoTime() + LOG_DELAY.toNanos();
    while (!text.matcher(container.log()).find()) {
      assertThat(System.nanoTime()).as("time until the log has " + text).isLessThan(end);
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static String who(String dispatch, String user, String scheme, boolean admin) {
    return """
    dispatch=%s
    remoteUser=%s
    authType=%s
    principal=%s
    admin=%s
    reader=false
    session=none
    """
        .formatted(dispatch, user, scheme, user, admin);
  }
}
