package dev.portcullis.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.json.Json;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.DjangoSite;
import dev.portcullis.testing.DjangoTables;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WhoServlet;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real Django site, which rotates and blacklists refresh tokens, and the gate beside it: what one
 * gives the other takes, and what ends at one has ended at the other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DjangoBesideSuite {
  /** Of the form that {@code startproject} makes. */
  private static final String SECRET_KEY = "k$^1n(2z!p@c#x8&v*7b-_=+e3m%q9w5r0t6y4u(i)o1a2s3d4";

  private static final int LEAVER = 5;
  private static final int CHANGER = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private TestDatabase database;
  private DjangoSite django;
  private JettyApps apps;
  private Client site;
  private Client gate;
  private Client rotating;
  private Client graceful;

  /** A new and empty database. */
  abstract TestDatabase newDatabase();

  @BeforeAll
  void start() throws Exception {
    database = newDatabase();
    django = new DjangoSite(database, SECRET_KEY);
    DjangoTables.insertUsers(database);
    // What the gate remembers of them may reach into the next test.
    for (int id : List.of(LEAVER, CHANGER)) {
      database.execute(DjangoTables.user(id, "user" + id, SampleUsers.PASSWORD_1234));
    }
    site = new Client(django.url().toString());
    Map<String, String> parameters = new HashMap<>(database.parameters());
    parameters.putAll(
        Map.of(
            "users", "django",
            "jwt-secret", SECRET_KEY,
            "user-check", "1s",
            "revocation-poll", "200ms",
            "password-upgrade", "true",
            "password-encoding", "pbkdf2_sha256$260000"));
    apps = new JettyApps();
    add("/gate", parameters);
    parameters.put("refresh-rotate", "true");
    parameters.put("refresh-grace", "1m");
    add("/graceful", parameters);
    parameters.put("refresh-grace", "0s");
    add("/rotating", parameters);
    apps.start();
    gate = new Client(apps.url() + "/gate");
    graceful = new Client(apps.url() + "/graceful");
    rotating = new Client(apps.url() + "/rotating");
  }

  private void add(String path, Map<String, String> parameters) {
    apps.add(path, Map.copyOf(parameters), app -> app.addServlet(WhoServlet.class, "/who"));
  }

  @BeforeEach
  void nobodyIsLoggedIn() {
    database.execute(
        "DELETE FROM authtoken_token",
        "DELETE FROM token_blacklist_blacklistedtoken",
        "DELETE FROM token_blacklist_outstandingtoken");
  }

  @AfterAll
  void stop() {
    if (apps != null) {
      apps.close();
    }
    if (django != null) {
      django.close();
    }
    database.close();
  }

  @Test
  void whoLogsInHereIsKnownThere() {
    assertThat(atSite("Bearer " + gateLogin().text("access"))).isEqualTo("mamun");
    assertThat(atSite("Token " + gateToken())).isEqualTo("mamun");
  }

  @Test
  void whoLogsInThereIsKnownHere() {
    assertThat(atGate("Bearer " + siteLogin().text("access"))).isEqualTo("mamun");
    assertThat(atGate("Token " + siteToken())).isEqualTo("mamun");
  }

  @Test
  void bothGiveTheSameStaticTokenWhoeverMadeIt() {
    assertThat(gateToken()).isEqualTo(siteToken()).matches("[0-9a-f]{40}");
    database.execute("DELETE FROM authtoken_token");

    assertThat(siteToken()).isEqualTo(gateToken()).matches("[0-9a-f]{40}");
  }

  @Test
  void staticTokenThatEndsHereHasEndedThere() {
    String token = "Token " + siteToken();

    assertThat(gate.send("POST", "/auth/logout/", "Authorization", token).status()).isEqualTo(200);

    assertThat(atSite(token)).isEqualTo("401");
    assertThat(atGate(token)).isEqualTo("401");
    assertThat(siteToken()).isNotEqualTo(token.substring(6));
  }

  @Test
  void staticTokenThatEndsThereHasEndedHere() {
    String token = "Token " + gateToken();

    assertThat(site.send("POST", "/logout/", "Authorization", token).status()).isEqualTo(200);

    assertThat(atGate(token)).isEqualTo("401");
  }

  @Test
  void tokenInCapitalsIsAnothersHoweverTheDatabaseCompares() {
    database.execute(
        "INSERT INTO authtoken_token VALUES ('%s', '2024-01-01 00:00:00', 1)"
            .formatted("abcdef0123456789abcdef0123456789abcdef01"));

    assertThat(atGate("Token abcdef0123456789abcdef0123456789abcdef01")).isEqualTo("mamun");
    assertThat(atGate("Token ABCDEF0123456789ABCDEF0123456789ABCDEF01")).isEqualTo("401");
    assertThat(atGate("Token Abcdef0123456789abcdef0123456789abcdef01")).isEqualTo("401");
    assertThat(atGate("Token ábcdef0123456789abcdef0123456789abcdef01")).isEqualTo("401");
    assertThat(database.column("SELECT user_id FROM authtoken_token")).containsExactly("1");
  }

  @Test
  void refreshTokenOfEitherRefreshesAtTheOther() {
    String here = refreshAtGate(gate, siteLogin().text("refresh")).text("access");
    String there = refreshAtSite(gateLogin().text("refresh")).text("access");

    assertThat(atSite("Bearer " + here)).isEqualTo("mamun");
    assertThat(atGate("Bearer " + there)).isEqualTo("mamun");
  }

  @Test
  void logoutHereIsALogoutThere() {
    Answer pair = gateLogin();

    assertThat(logoutAtGate(pair).status()).isEqualTo(200);

    assertThat(refreshAtSite(pair.text("refresh")).text("detail")).contains("blacklisted");
    assertThat(verifyAtSite(pair.text("refresh"))).isEqualTo(400);
    assertThat(refreshAtGate(gate, pair.text("refresh")).header("Portcullis-Error"))
        .isEqualTo("token_revoked");
    assertThat(atGate("Bearer " + pair.text("access"))).isEqualTo("401");
  }

  @Test
  void logoutHereWithTokensOfTheSiteIsALogoutThere() {
    Answer pair = siteLogin();

    assertThat(logoutAtGate(pair).status()).isEqualTo(200);
    assertThat(logoutAtGate(pair).status()).isEqualTo(400);

    assertThat(refreshAtSite(pair.text("refresh")).status()).isEqualTo(401);
    // As at the site itself: nothing in the token leads to its session.
    assertThat(atGate("Bearer " + pair.text("access"))).isEqualTo("mamun");
  }

  @Test
  void logoutThereIsALogoutHere() {
    Answer pair = gateLogin();

    assertThat(blacklistAtSite(pair.text("refresh"))).isEqualTo(200);

    Answer refused = refreshAtGate(gate, pair.text("refresh"));
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text("detail")).isEqualTo("Token is blacklisted");
    assertThat(verifyAtGate(pair.text("refresh"))).isEqualTo(400);
    assertThat(logoutAtGate(pair).status()).isEqualTo(400);
  }

  @Test
  void rotationHereIsARotationThere() {
    String first = siteLogin().text("refresh");

    String second = refreshAtGate(rotating, first).text("refresh");

    assertThat(refreshAtSite(first).status()).isEqualTo(401);
    assertThat(refreshAtGate(rotating, first).header("Portcullis-Error"))
        .isEqualTo("token_revoked");
    assertThat(refreshAtSite(second).status()).isEqualTo(200);
  }

  @Test
  void rotationThereIsARotationHereAndGoesOn() {
    String first = gateLogin().text("refresh");

    String second = refreshAtSite(first).text("refresh");

    assertThat(refreshAtGate(rotating, first).status()).isEqualTo(401);
    assertThat(refreshAtGate(graceful, first).status()).isEqualTo(401);
    String third = refreshAtGate(rotating, second).text("refresh");
    assertThat(refreshAtSite(second).status()).isEqualTo(401);
    String fourth = refreshAtSite(third).text("refresh");
    assertThat(refreshAtGate(rotating, third).status()).isEqualTo(401);
    assertThat(refreshAtGate(rotating, fourth).status()).isEqualTo(200);
  }

  @Test
  void successorInTheGraceIsTheSameAndGoodThere() {
    String first = siteLogin().text("refresh");

    String second = refreshAtGate(graceful, first).text("refresh");

    assertThat(refreshAtGate(graceful, first).text("refresh")).isEqualTo(second);
    assertThat(refreshAtSite(second).status()).isEqualTo(200);
    // The site has replaced it: there is nothing any more that the first could stand for.
    assertThat(refreshAtGate(graceful, first).status()).isEqualTo(401);
  }

  @Test
  void logoutWithATokenThatTheSiteHasNotListed() {
    Answer pair = gateLogin();
    Answer rotated = refreshAtSite(pair.text("refresh"));

    assertThat(logoutAtGate(rotated).status()).isEqualTo(200);

    assertThat(refreshAtSite(rotated.text("refresh")).status()).isEqualTo(401);
    // Of one session, also those that the site has made: simplejwt hands the claim sid on.
    assertThat(atGate("Bearer " + rotated.text("access"))).isEqualTo("401");
    assertThat(atGate("Bearer " + pair.text("access"))).isEqualTo("401");
  }

  @Test
  void logoutOfAllEndsWhatBothHaveGivenOut() {
    Answer here = gateLogin();
    Answer there = siteLogin();
    String token = siteToken();
    Answer rahim = login(site, "/token/", "rahim", "rahim-pass");

    Answer all =
        gate.send("POST", "/auth/logout/all/", "Authorization", "Bearer " + there.text("access"));

    assertThat(all.status()).isEqualTo(200);
    assertThat(refreshAtSite(here.text("refresh")).status()).isEqualTo(401);
    assertThat(refreshAtSite(there.text("refresh")).status()).isEqualTo(401);
    assertThat(atSite("Token " + token)).isEqualTo("401");
    assertThat(refreshAtSite(rahim.text("refresh")).status()).isEqualTo(200);
  }

  @Test
  void sessionsOfBothAreListedHereAndEndedForBoth() {
    Answer here = gateLogin();
    Answer there = siteLogin();
    String bearer = "Bearer " + here.text("access");

    List<?> sessions =
        (List<?>) gate.get("/auth/sessions/", "Authorization", bearer).json().get("sessions");

    assertThat(sessions).hasSize(2);
    String jti = claims(there.text("refresh")).get("jti").toString();
    assertThat(gate.send("DELETE", "/auth/sessions/" + jti, "Authorization", bearer).status())
        .isEqualTo(200);
    assertThat(refreshAtSite(there.text("refresh")).status()).isEqualTo(401);
    assertThat(refreshAtSite(here.text("refresh")).status()).isEqualTo(200);
  }

  @Test
  void tokensSayWhatThoseOfSimplejwtSay() {
    Map<String, Object> ours = claims(gateLogin().text("refresh"));
    Map<String, Object> theirs = claims(siteLogin().text("refresh"));

    assertThat(ours).containsAllEntriesOf(Map.of("token_type", "refresh", "user_id", 1L));
    assertThat(theirs).containsAllEntriesOf(Map.of("token_type", "refresh", "user_id", 1L));
    assertThat(ours.keySet()).containsAll(theirs.keySet());
    assertThat(ours.get("jti").toString()).matches("[0-9a-f]{32}");
  }

  @Test
  void momentsInTheRowsAreTheSameInBothLanguages() {
    Answer here = gateLogin();
    Answer there = siteLogin();
    refreshAtGate(rotating, there.text("refresh"));

    Map<String, Object> rows =
        site.get("/outstanding/", "Authorization", "Bearer " + here.text("access")).json();

    assertThat(rows).hasSize(3);
    for (Answer pair : List.of(here, there)) {
      Map<String, Object> claims = claims(pair.text("refresh"));
      Map<?, ?> row = (Map<?, ?>) rows.get(claims.get("jti").toString());
      assertThat(row.get("expires")).isEqualTo(claims.get("exp"));
      assertThat(row.get("created")).isEqualTo(claims.get("iat"));
      assertThat(row.get("blacklisted")).isEqualTo(pair.equals(there));
    }
  }

  @Test
  void flushexpiredtokensTakesOurRowsToo() throws Exception {
    String over = claims(gateLogin().text("refresh")).get("jti").toString();
    String good = claims(gateLogin().text("refresh")).get("jti").toString();
    database.execute(
        "UPDATE token_blacklist_outstandingtoken SET expires_at = '2024-01-01 00:00:00'"
            + " WHERE jti = '%s'".formatted(over));

    django.manage("flushexpiredtokens");

    assertThat(database.column("SELECT jti FROM token_blacklist_outstandingtoken"))
        .containsExactly(good);
  }

  /** simplejwt before 5.5 writes the id of a user as a number, since then as text. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "\"1\""})
  void idOfTheUserMayBeNumberOrText(String id) {
    String access = signed("access", id, "a".repeat(32), "");
    String refresh = signed("refresh", id, "b".repeat(32), "");

    assertThat(atGate("Bearer " + access)).isEqualTo("mamun");
    String rotated = refreshAtGate(rotating, refresh).text("refresh");
    assertThat(refreshAtSite(refresh).status()).isEqualTo(401);
    assertThat(refreshAtSite(rotated).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"01\"", "\" 1\"", "\"1.0\"", "\"mamun\"", "\"\"", "true", "1.0"})
  void whatIsNoIdIsNobodys(String id) {
    assertThat(atGate("Bearer " + signed("access", id, "a".repeat(32), ""))).isEqualTo("401");
  }

  @Test
  void tokenSignedWithAnotherKeyIsRefused() {
    String access = signed("access", "1", "a".repeat(32), "");

    assertThat(atGate("Bearer " + access.substring(0, access.length() - 2) + "AA"))
        .isEqualTo("401");
  }

  @Test
  void whoIsDeactivatedThereIsOutHere() {
    Answer pair = login(site, "/token/", "user5", "1234");
    String token = "Token " + site.staticToken("/api-token-auth/", "user5", "1234");
    assertThat(atGate(token)).isEqualTo("user5");

    database.execute("UPDATE auth_user SET is_active = FALSE WHERE id = " + LEAVER);

    assertThat(refreshAtGate(gate, pair.text("refresh")).status()).isEqualTo(401);
    assertThat(login(gate, "/auth/token/", "user5", "1234").status()).isEqualTo(401);
    assertThat(login(gate, "/auth/token/", "inactive", "1234").status()).isEqualTo(401);
    await(() -> atGate(token).equals("401"));
    await(() -> atGate("Bearer " + pair.text("access")).equals("401"));
  }

  @Test
  void passwordThatTheGateStoresAnewIsGoodThere() {
    setPassword("rahim", djangoHash("rahim-pass", 1_000));

    assertThat(login(gate, "/auth/token/", "rahim", "rahim-pass").status()).isEqualTo(200);

    assertThat(password("rahim")).startsWith("pbkdf2_sha256$260000$");
    assertThat(login(site, "/token/", "rahim", "rahim-pass").status()).isEqualTo(200);
    assertThat(login(site, "/token/", "rahim", "rahim-pas").status()).isEqualTo(401);
  }

  @Test
  void passwordThatTheSiteStoresAnewIsGoodHere() {
    setPassword("rahim", djangoHash("rahim-pass", 1_000));

    assertThat(login(site, "/token/", "rahim", "rahim-pass").status()).isEqualTo(200);

    String stored = password("rahim");
    assertThat(stored).startsWith("pbkdf2_sha256$260000$");
    assertThat(login(gate, "/auth/token/", "rahim", "rahim-pass").status()).isEqualTo(200);
    assertThat(login(gate, "/auth/token/", "rahim", "rahim-pas").status()).isEqualTo(401);
    // Of one mind about the cost, neither stores it again and again.
    assertThat(password("rahim")).isEqualTo(stored);
  }

  @Test
  void markOfThePasswordIsThatOfCheckRevokeToken() throws Exception {
    Answer pair = login(gate, "/auth/token/", "user6", "1234");
    String mark = markAsSimplejwt(password("user6"));
    String access = signed("access", "\"6\"", "a".repeat(32), ",\"hash_password\":\"" + mark + '"');

    assertThat(claims(pair.text("access"))).containsEntry("hash_password", mark);
    assertThat(claims(pair.text("refresh"))).containsEntry("hash_password", mark);
    assertThat(atGate("Bearer " + access)).isEqualTo("user6");

    setPassword("user6", djangoHash("changed", 260_000));

    assertThat(refreshAtGate(gate, pair.text("refresh")).status()).isEqualTo(401);
    await(() -> atGate("Bearer " + pair.text("access")).equals("401"));
    await(() -> atGate("Bearer " + access).equals("401"));
  }

  private Answer gateLogin() {
    return login(gate, "/auth/token/", "mamun", "1234");
  }

  private Answer siteLogin() {
    return login(site, "/token/", "mamun", "1234");
  }

  private static Answer login(Client client, String path, String username, String password) {
    return client.postJson(path, Map.of("username", username, "password", password));
  }

  private String gateToken() {
    return gate.staticToken("/auth/api-token-auth/", "mamun", "1234");
  }

  private String siteToken() {
    return site.staticToken("/api-token-auth/", "mamun", "1234");
  }

  /** The name by which the site knows who sends this, or the status. */
  private String atSite(String authorization) {
    Answer answer = site.get("/who/", "Authorization", authorization);
    return answer.status() == 200 ? answer.text("username") : "" + answer.status();
  }

  /** The name by which the application behind the gate knows who sends this, or the status. */
  private String atGate(String authorization) {
    // Jetty remembers the headers of a connection, and takes one in other letters for the same.
    Answer answer = gate.onNewConnections().get("/who", "Authorization", authorization);
    return answer.status() == 200
        ? answer.body().replaceFirst(".*remoteUser=(\\S+).*", "$1")
        : "" + answer.status();
  }

  private static Answer refreshAtGate(Client client, String refresh) {
    return client.postJson("/auth/refresh/", Map.of("refresh", refresh));
  }

  private Answer refreshAtSite(String refresh) {
    return site.postJson("/token/refresh/", Map.of("refresh", refresh));
  }

  private Answer logoutAtGate(Answer pair) {
    return gate.postJson(
        "/auth/logout/",
        Map.of("refresh", pair.text("refresh")),
        "Authorization",
        "Bearer " + signed("access", "1", "e".repeat(32), ""));
  }

  private int blacklistAtSite(String refresh) {
    return site.postJson("/token/blacklist/", Map.of("refresh", refresh)).status();
  }

  private int verifyAtSite(String token) {
    return site.postJson("/token/verify/", Map.of("token", token)).status();
  }

  private int verifyAtGate(String token) {
    return gate.postJson("/auth/verify/", Map.of("token", token)).status();
  }

  private void setPassword(String username, String hash) {
    database.execute(
        "UPDATE auth_user SET password = '%s' WHERE username = '%s'".formatted(hash, username));
  }

  private String password(String username) {
    return database
        .column("SELECT password FROM auth_user WHERE username = '" + username + "'")
        .get(0);
  }

  private static Map<String, Object> claims(String token) {
    return Json.readObject(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
  }

  /** A token as PyJWT writes it, made by hand. */
  private static String signed(String type, String userId, String jti, String further) {
    long now = Instant.now().getEpochSecond();
    String text =
        base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
            + "."
            + base64(
                "{\"token_type\":\"%s\",\"exp\":%d,\"iat\":%d,\"jti\":\"%s\",\"user_id\":%s%s}"
                    .formatted(type, now + 300, now, jti, userId, further));
    return text + "." + base64(mac(SECRET_KEY.getBytes(UTF_8), text.getBytes(US_ASCII)));
  }

  private static String base64(String text) {
    return base64(text.getBytes(UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] mac(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text);
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** {@code get_md5_hash_password} of simplejwt. */
  private static String markAsSimplejwt(String stored) throws Exception {
    byte[] hash = MessageDigest.getInstance("MD5").digest(stored.getBytes(UTF_8));
    return HexFormat.of().formatHex(hash).toUpperCase(Locale.ROOT);
  }

  /** A hash as Django's {@code PBKDF2PasswordHasher} stores it. */
  private static String djangoHash(String password, int iterations) {
    try {
      String salt = "abcdefghijklmnopqrstuv";
      byte[] hash =
          javax.crypto.SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
              .generateSecret(
                  new javax.crypto.spec.PBEKeySpec(
                      password.toCharArray(), salt.getBytes(US_ASCII), iterations, 256))
              .getEncoded();
      return "pbkdf2_sha256$%d$%s$%s"
          .formatted(iterations, salt, Base64.getEncoder().encodeToString(hash));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for what comes with the next pass of the background. */
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
