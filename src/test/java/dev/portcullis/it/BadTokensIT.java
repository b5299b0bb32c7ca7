package dev.portcullis.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Browser;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WhoServlet;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever floods the gate with bad tokens is answered before anything is computed or asked. */
class BadTokensIT {
  private static final int LIMIT = 5;
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String UNKNOWN = "0123456789012345678901234567890123456789";
  private static final Logger LOG = Logger.getLogger("dev.portcullis.audit");

  private final TestDatabase database = TestDatabase.h2();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Handler handler = new Lines();
  private JettyApps apps;
  private Client here;
  private Client there;
  private Client proxied;
  private Client open;
  private Client reporting;

  @BeforeEach
  void start() throws Exception {
    LOG.addHandler(handler);
    LOG.setLevel(Level.INFO);
    LOG.setUseParentHandlers(false);
    SampleUsers.insertCheaplyInto(database);
    Map<String, String> parameters = new HashMap<>(database.parameters());
    parameters.put("password-encoding", "pbkdf2_sha256$1000");
    parameters.put("jwt-secret", SECRET);
    parameters.put("bad-token-limit", Integer.toString(LIMIT));
    parameters.put("token-sources", "query:token");
    parameters.put("revocation-endpoint", "true");
    parameters.put("rules", "/who authenticated");
    apps = new JettyApps();
    add("/here", parameters);
    add("/there", parameters);
    parameters.put("trusted-proxies", "127.0.0.0/8");
    add("/proxied", parameters);
    parameters.put("mode", "report");
    add("/reporting", parameters);
    parameters.put("mode", "enforce");
    parameters.put("bad-token-limit", "0");
    add("/open", parameters);
    apps.start();
    here = new Client(apps.url() + "/here");
    there = new Client(apps.url() + "/there");
    proxied = new Client(apps.url() + "/proxied");
    reporting = new Client(apps.url() + "/reporting");
    open = new Client(apps.url() + "/open");
  }

  private void add(String node, Map<String, String> parameters) {
    apps.add(node, Map.copyOf(parameters), app -> app.addServlet(WhoServlet.class, "/who"));
  }

  @AfterEach
  void stop() {
    LOG.removeHandler(handler);
    LOG.setLevel(null);
    LOG.setUseParentHandlers(true);
    apps.close();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "header Bearer " + "abc",
        "header Bearer a b",
        "header Bearer",
        "header Token " + UNKNOWN,
        "header Token a b",
        "query " + UNKNOWN,
        "query a.b.c",
        "verify a.b.c",
        "refresh a.b.c",
        "revoke a.b.c",
        "revoke " + UNKNOWN,
        "cookie a.b.c",
        "refresh cookie a.b.c",
      })
  void badTokensOfEveryKindAreCountedAndThenNoLongerLookedAt(String how) {
    int status = send(here, how).status();
    for (int i = 1; i < LIMIT; i++) {
      assertThat(send(here, how).status()).isEqualTo(status).isNotEqualTo(429);
    }

    for (String next : List.of(how, "header Bearer x.y.z", "verify q", "refresh q", "revoke q")) {
      Answer answer = send(here, next);

      assertThat(answer.status()).as(next).isEqualTo(429);
      assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
      assertThat(answer.header("Portcullis-Error")).isEqualTo("throttled");
      assertThat(answer.header("Set-Cookie")).isEmpty();
      assertThat(answer.json())
          .containsOnlyKeys("detail", "code")
          .containsEntry("code", "throttled");
      assertThat(answer.text("detail"))
          .matches("Request was throttled. Expected available in \\d+ seconds?\\.");
    }
  }

  @Test
  void neitherDatabaseNorSignatureIsAskedAfterThat() {
    String elsewhere = "Bearer " + login(there).text("access");
    flood(here);
    database.execute("ALTER TABLE portcullis_token RENAME TO away");

    assertThat(who(here, "Token " + UNKNOWN).status()).isEqualTo(429);
    // Good, but this node has never seen it: looking would have let it in.
    assertThat(who(here, elsewhere).status()).isEqualTo(429);
  }

  @Test
  void peopleBehindTheSameAddressGoOnWithWhatTheyHaveAndSignInAnew() {
    Answer before = login(here);
    String token = here.staticToken("/auth/api-token-auth/", "mamun", "1234");
    String elsewhere = login(there).text("access");
    assertThat(who(here, "Bearer " + elsewhere).status()).isEqualTo(200);
    Browser browser = new Browser(apps.url() + "/here");
    browser.signIn("mamun", "1234");
    flood(here);

    assertThat(who(here, "Bearer " + before.text("access")).status()).isEqualTo(200);
    assertThat(who(here, "Bearer " + elsewhere).status()).isEqualTo(200);
    assertThat(who(here, "Token " + token).status()).isEqualTo(200);
    assertThat(browser.open("/who").status()).isEqualTo(200);
    Answer refreshed = here.postJson("/auth/refresh/", Map.of("refresh", before.text("refresh")));
    assertThat(refreshed.status()).isEqualTo(200);
    assertThat(who(here, "Bearer " + refreshed.text("access")).status()).isEqualTo(200);
    assertThat(who(here, "Bearer " + login(here).text("access")).status()).isEqualTo(200);
  }

  @Test
  void cookiesThatAreNotLookedAtStayInTheBrowser() {
    Browser browser = new Browser(apps.url() + "/there");
    browser.signIn("mamun", "1234");
    Map<String, String> cookies = Map.copyOf(browser.cookies());
    Browser same = new Browser(apps.url() + "/here");
    cookies.forEach((name, value) -> same.cookies().put(name.replace("-there-", "-here-"), value));
    Map<String, String> taken = Map.copyOf(same.cookies());
    flood(here);

    assertThat(same.open("/who").status()).isEqualTo(429);
    assertThat(same.cookies()).isEqualTo(taken);
  }

  @Test
  void tokensThatAreMerelyOverAreNotCounted() {
    Answer pair = login(here);
    String expired = "Bearer " + expired(pair.text("access"));
    here.send("POST", "/auth/logout/all/", "Authorization", "Bearer " + pair.text("access"));

    for (int i = 0; i < 3 * LIMIT; i++) {
      assertThat(who(here, expired).header("Portcullis-Error")).isEqualTo("token_expired");
      assertThat(who(here, "Bearer " + pair.text("access")).header("Portcullis-Error"))
          .isEqualTo("token_revoked");
      assertThat(who(here, "Bearer " + pair.text("refresh")).header("Portcullis-Error"))
          .isEqualTo("token_wrong_type");
    }

    assertThat(who(here, "Bearer abc").status()).isEqualTo(401);
  }

  @Test
  void otherAddressesAreOthers() {
    for (int i = 0; i < LIMIT; i++) {
      // What stands further to the left, the client has made up.
      badFrom("10.9.8." + i + ", 192.0.2.7");
    }

    assertThat(badFrom("192.0.2.7")).isEqualTo(429);
    assertThat(badFrom("192.0.2.8")).isEqualTo(401);
    for (int i = 0; i < LIMIT; i++) {
      assertThat(badFrom("2001:db8:0:1::" + i)).isEqualTo(401);
    }
    assertThat(badFrom("2001:db8:0:1:ffff::1")).isEqualTo(429);
    assertThat(badFrom("2001:db8:0:2::1")).isEqualTo(401);
  }

  @Test
  void headerOfAProxyThatNobodyNamedIsNoWayAround() {
    for (int i = 0; i < LIMIT; i++) {
      here.get("/who", "Authorization", "Bearer abc", "X-Forwarded-For", "192.0.2." + i);
    }

    assertThat(
            here.get("/who", "Authorization", "Bearer abc", "X-Forwarded-For", "192.0.2.99")
                .status())
        .isEqualTo(429);
  }

  @Test
  void floodIsToldOnce() {
    flood(here);
    flood(here);

    List<String> lines = told.stream().filter(line -> line.contains("bad_tokens")).toList();
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .endsWith("\"event\":\"bad_tokens\",\"outcome\":\"throttled\",\"address\":\"127.0.0.1\"}");
  }

  @Test
  void withoutALimitEachIsLookedAt() {
    for (int i = 0; i < 3 * LIMIT; i++) {
      assertThat(who(open, "Token " + UNKNOWN).status()).isEqualTo(401);
    }
  }

  @Test
  void gateThatOnlyReportsLetsThemPass() {
    flood(reporting);

    assertThat(who(reporting, "Bearer abc").status()).isEqualTo(200);
    assertThat(reporting.postJson("/auth/verify/", Map.of("token", "abc")).status()).isEqualTo(429);
  }

  private void flood(Client node) {
    for (int i = 0; i < 2 * LIMIT; i++) {
      who(node, "Token " + UNKNOWN);
    }
  }

  private static Answer send(Client node, String how) {
    String token = how.substring(how.lastIndexOf("cookie ") < 0 ? how.indexOf(' ') + 1 : 0);
    String type = "application/x-www-form-urlencoded";
    if (how.startsWith("header ")) {
      return who(node, token);
    } else if (how.startsWith("query ")) {
      return node.get("/who?token=" + token);
    } else if (how.startsWith("verify ")) {
      return node.postJson("/auth/verify/", Map.of("token", token));
    } else if (how.startsWith("revoke ")) {
      return node.post("/auth/revoke/", type, "token=" + token);
    } else if (how.startsWith("refresh cookie ")) {
      return node.get(
          "/who", "Cookie", "portcullis-here-refresh=a.b.c", "Sec-Fetch-Site", "same-origin");
    } else if (how.startsWith("refresh ")) {
      return node.postJson("/auth/refresh/", Map.of("refresh", token));
    }
    return node.get(
        "/who", "Cookie", "portcullis-here-access=a.b.c", "Sec-Fetch-Site", "same-origin");
  }

  private int badFrom(String forwardedFor) {
    return proxied
        .get("/who", "Authorization", "Bearer abc", "X-Forwarded-For", forwardedFor)
        .status();
  }

  private static Answer who(Client node, String authorization) {
    return node.get("/who", "Authorization", authorization);
  }

  private static Answer login(Client node) {
    return node.postJson("/auth/token/", Map.of("username", "mamun", "password", "1234"));
  }

  /** The same token as it is long after its end, rightly signed. */
  private static String expired(String token) {
    String[] parts = token.split("\\.", -1);
    String payload = new String(Base64.getUrlDecoder().decode(parts[1]), US_ASCII);
    String old =
        payload
            .replaceFirst("\"exp\":\\d+", "\"exp\":1000000300")
            .replaceFirst("\"iat\":\\d+", "\"iat\":1000000000");
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String signed = parts[0] + "." + base64.encodeToString(old.getBytes(US_ASCII));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(US_ASCII), "HmacSHA256"));
      return signed + "." + base64.encodeToString(mac.doFinal(signed.getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Keeps what is logged. */
  private final class Lines extends Handler {
    @Override
    public void publish(LogRecord logged) {
      told.add(logged.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
