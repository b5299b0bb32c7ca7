package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be sent to a login, and what is refused. */
class LoginBodiesIT {
  private static final String LOGIN = "/auth/login/";
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private static TestDatabase database;
  private static JettyApps apps;
  private static Client client;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.h2();
    SampleUsers.insertInto(database);
    apps = new JettyApps().add("/app", database.parameters()).start();
    client = new Client(apps.url() + "/app");
  }

  @AfterAll
  static void stop() throws Exception {
    apps.close();
    database.close();
  }

  @Test
  void multipartIsTakenAsJsonIs() {
    String body =
        String.join(
            "\r\n",
            "--b",
            "Content-Disposition: form-data; name=\"username\"",
            "",
            "mamun",
            "--b",
            "Content-Disposition: form-data; name=\"password\"",
            "",
            "1234",
            "--b--",
            "");

    Answer answer = client.post(LOGIN, "multipart/form-data; boundary=b", body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).containsOnlyKeys("refresh", "access");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/auth/login", "/auth/login/", "/auth/token", "/auth/token/"})
  void slashAtTheEndIsNoMatter(String path) {
    Answer answer = client.postJson(path, Map.of("username", "mamun", "password", "1234"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{'username':null,'password':true}  | {'username':['This field may not be null.'],'password':['Not a valid string.']}",
        "{'username':' ','password':[]}     | {'username':['This field may not be blank.'],'password':['Not a valid string.']}",
        "{'username':'a\\u0000','password':{}} | {'username':['Null characters are not allowed.'],'password':['Not a valid string.']}",
      })
  void eachFieldIsJudgedByItself(String sent, String answer) {
    Answer refused = client.post(LOGIN, JSON, sent.replace('\'', '"'));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.header("Portcullis-Error")).isEqualTo("invalid");
    assertThat(refused.body()).isEqualTo(answer.replace('\'', '"'));
  }

  @Test
  void numberIsItsDigitsAndNoOtherUsersId() {
    Answer answer = client.post(LOGIN, JSON, "{\"username\":0,\"password\":1234}");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Portcullis-Error")).isEqualTo("login_failed");
  }

  @Test
  void passwordIsNotTrimmedButTheNameIs() {
    assertThat(client.postJson(LOGIN, Map.of("username", " mamun ", "password", "1234")).status())
        .isEqualTo(200);
    assertThat(client.postJson(LOGIN, Map.of("username", "mamun", "password", " 1234")).status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "{\"username\":\"mamun\",\"username\":\"admin\"}",
        "{\"username\":\"mamun\"} x",
        "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}",
        "\uFEFF{}"
      })
  void jsonThatIsNotOneFlatObjectIsAParseError(String body) {
    Answer answer = client.post(LOGIN, JSON, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).startsWith("JSON parse error - ");
    assertThat(answer.body()).hasSizeLessThan(300).doesNotContain("jackson", "Exception");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "username=mamun&username=admin&password=1234, 400",
    "username=%zz&password=1234, 400",
    "username=%ff&password=1234, 400",
    "username=mamun&password=1234, 200",
    "username=ma%6dun&password=1234&more=+, 200"
  })
  void formIsReadStrictly(String body, int status) {
    assertThat(client.post(LOGIN, FORM, body).status()).isEqualTo(status);
  }

  @Test
  void credentialsInTheUrlAreNone() {
    Answer answer = client.post(LOGIN + "?username=mamun&password=1234", FORM, "");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json()).containsOnlyKeys("username", "password");
  }

  @Test
  void bodyBeyondTheLimitIsRefused() {
    String body = "{\"username\":\"" + "x".repeat(64 * 1024) + "\"}";

    Answer answer = client.post(LOGIN, JSON, body);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.header("Portcullis-Error")).isEqualTo("body_too_large");
  }

  @Test
  void largeBodyAtLogoutIsRefusedAsSuch() {
    Answer pair = client.postJson("/auth/token/", Map.of("username", "mamun", "password", "1234"));

    Answer answer =
        client.post(
            "/auth/logout/",
            JSON,
            "{\"refresh\":\"" + "x".repeat(64 * 1024) + "\"}",
            "Authorization",
            "Bearer " + pair.text("access"));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(client.postJson("/auth/refresh/", Map.of("refresh", pair.text("refresh"))).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json; charset=utf-16", "text/plain", "application/xml"})
  void otherMediaTypesAreUnsupported(String type) {
    Answer answer = client.post(LOGIN, type, "{}");

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.text("detail"))
        .isEqualTo("Unsupported media type \"" + type + "\" in request.");
  }

  @Test
  void longPasswordIsAnOrdinaryWrongOne() {
    Answer answer =
        client.postJson(LOGIN, Map.of("username", "mamun", "password", "x".repeat(10_000)));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text("detail"))
        .isEqualTo("No active account found with the given credentials");
  }

  @Test
  void optionsTellsTheMethods() {
    Answer answer = client.send("OPTIONS", LOGIN);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Allow")).isEqualTo("POST, OPTIONS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "PROPFIND"})
  void otherMethodsAreNotAllowed(String method) {
    Answer answer = client.send(method, LOGIN);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("POST, OPTIONS");
  }
}
