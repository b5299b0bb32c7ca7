package dev.portcullis.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.json.Json;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WhoServlet;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoints for other servers: revocation (RFC 7009) and introspection (RFC 7662). */
class TokenEndpointsIT {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String OTHER = "fedcba9876543210fedcba9876543210";
  private static final String INACTIVE = "{\"active\":false}";

  private final TestDatabase database = TestDatabase.h2();
  private final Map<String, String> parameters = new HashMap<>(database.parameters());
  private final JettyApps apps = new JettyApps();
  private Client client;

  TokenEndpointsIT() {
    SampleUsers.insertInto(database);
    parameters.put("revocation-endpoint", "true");
    parameters.put("introspection-endpoint", "true");
    parameters.put("introspection-clients", "shop:" + SECRET + "\nbilling:" + OTHER);
    parameters.put("jwt-issuer", "https://app.example");
    parameters.put("token-lifetime", "7d");
    parameters.put("user-check", "1s");
  }

  @AfterEach
  void stop() {
    apps.close();
    database.close();
  }

  private void start() throws Exception {
    apps.add("/app", parameters, app -> app.addServlet(WhoServlet.class, "/who")).start();
    client = new Client(apps.url() + "/app");
  }

  @Test
  void accessTokenIsTold() throws Exception {
    start();
    Answer pair = login("admin", "admin-pass-1");
    Map<String, Object> claims = claims(pair.text("access"));

    Answer told = introspect(pair.text("access"));

    assertThat(told.status()).isEqualTo(200);
    assertThat(told.header("Cache-Control")).isEqualTo("no-store");
    assertThat(told.header("Content-Type")).startsWith("application/json");
    assertThat(told.json())
        .containsExactly(
            Map.entry("active", true),
            Map.entry("token_type", "Bearer"),
            Map.entry("sub", "2"),
            Map.entry("username", "admin"),
            Map.entry("roles", List.of("admin")),
            Map.entry("exp", claims.get("exp")),
            Map.entry("iat", claims.get("iat")),
            Map.entry("jti", claims.get("jti")),
            Map.entry("iss", "https://app.example"),
            Map.entry("sid", claims.get("sid")));
  }

  @Test
  void refreshTokenIsToldAsWhatItIsAndIsNotSpent() throws Exception {
    parameters.put("refresh-rotate", "true");
    parameters.put("refresh-grace", "0s");
    start();
    Answer pair = login("mamun", "1234");

    assertThat(introspect(pair.text("refresh")).json())
        .containsEntry("active", true)
        .containsEntry("token_type", "refresh_token")
        .containsEntry("sub", "1");

    Answer next = refresh(pair.text("refresh"));
    assertThat(next.status()).isEqualTo(200);
    // A spent one is not active; asking about it is no replay, so the family lives.
    assertThat(introspect(pair.text("refresh")).body()).isEqualTo(INACTIVE);
    assertThat(refresh(next.text("refresh")).status()).isEqualTo(200);
  }

  @Test
  void staticTokenIsToldWithItsEnd() throws Exception {
    start();
    String token = client.staticToken("/auth/api-token-auth/", "mamun", "1234");

    Map<String, Object> told = introspect(token).json();

    assertThat(told.keySet())
        .containsExactly("active", "token_type", "sub", "username", "roles", "exp", "iat");
    assertThat(told).containsEntry("token_type", "Token");
    assertThat((Long) told.get("exp") - (Long) told.get("iat")).isEqualTo(7 * 24 * 3600);
  }

  @Test
  void ofATokenThatIsNoGoodNothingIsToldButThat() throws Exception {
    start();
    Answer pair = login("mamun", "1234");
    String access = pair.text("access");
    String forged = access.substring(0, access.length() - 4) + "AAAA";

    for (String bad : List.of(forged, "x", "a.b.c", "0".repeat(40), "x".repeat(9_000))) {
      assertThat(introspect(bad).status()).isEqualTo(200);
      assertThat(introspect(bad).body()).isEqualTo(INACTIVE);
    }
    database.execute("UPDATE portcullis_user SET active = FALSE WHERE username = 'mamun'");
    assertThat(introspect(pair.text("refresh")).body()).isEqualTo(INACTIVE);
  }

  @Test
  void endedTokensAreNotActive() throws Exception {
    start();
    Answer pair = login("mamun", "1234");
    String token = client.staticToken("/auth/api-token-auth/", "mamun", "1234");

    client.send("POST", "/auth/logout/all/", "Authorization", "Bearer " + pair.text("access"));

    assertThat(introspect(pair.text("access")).body()).isEqualTo(INACTIVE);
    assertThat(introspect(pair.text("refresh")).body()).isEqualTo(INACTIVE);
    assertThat(introspect(token).body()).isEqualTo(INACTIVE);
  }

  @Test
  void passwordChangedBehindOurBackMakesTheRefreshTokenInactive() throws Exception {
    start();
    Answer pair = login("mamun", "1234");
    database.execute("UPDATE portcullis_user SET password = '!' WHERE username = 'mamun'");

    assertThat(introspect(pair.text("refresh")).body()).isEqualTo(INACTIVE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic !!!",
        "Basic shop:" + SECRET,
        "b64 shop:",
        "b64 shop:" + OTHER,
        "b64 shop:" + SECRET + "x",
        "b64 shop",
        "b64 nobody:" + SECRET,
        "b64 :" + SECRET,
        "b64 " + SECRET,
        "own token",
      })
  void whoIsNoClientIsToldNothing(String given) throws Exception {
    start();
    String access = login("mamun", "1234").text("access");
    String header = given;
    if (given.startsWith("b64 ")) {
      header = basic(given.substring(4));
    } else if (given.equals("own token")) {
      header = "Bearer " + access;
    }
    String[] headers = given.isEmpty() ? new String[0] : new String[] {"Authorization", header};

    Answer refused = client.post("/auth/introspect/", FORM, "token=" + access, headers);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("WWW-Authenticate")).isEqualTo("Basic realm=\"api\"");
    assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
    assertThat(refused.body())
        .isEqualTo(
            "{\"error\":\"invalid_client\","
                + "\"error_description\":\"Client authentication failed.\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop:" + SECRET, "billing:" + OTHER})
  void eachClientIsKnownByItsOwnSecret(String credentials) throws Exception {
    start();
    String access = login("mamun", "1234").text("access");

    Answer told =
        client.post(
            "/auth/introspect",
            FORM,
            "token_type_hint=refresh_token&token=" + access,
            "Authorization",
            basic(credentials).replace("Basic", "basic"));

    assertThat(told.json()).containsEntry("active", true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "token=", "other=x", "token=a&token=b", "token=%zz"})
  void requestWithoutOneTokenIsInvalid(String body) throws Exception {
    start();

    for (String endpoint : List.of("/auth/introspect/", "/auth/revoke/")) {
      Answer refused = client.post(endpoint, FORM, body, "Authorization", basic("shop:" + SECRET));

      assertThat(refused.status()).as(endpoint).isEqualTo(400);
      assertThat(refused.json()).containsEntry("error", "invalid_request");
      assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void tokenCountsInAFormOnlyAndNeverInTheUrl() throws Exception {
    start();
    String access = login("mamun", "1234").text("access");
    String basic = basic("shop:" + SECRET);

    assertThat(
            client
                .postJson("/auth/introspect/", Map.of("token", access), "Authorization", basic)
                .status())
        .isEqualTo(400);
    assertThat(
            client
                .post("/auth/introspect/?token=" + access, FORM, "", "Authorization", basic)
                .status())
        .isEqualTo(400);
    assertThat(client.get("/auth/introspect/?token=" + access).status()).isEqualTo(405);
    assertThat(client.get("/auth/revoke/?token=" + access).status()).isEqualTo(405);
    assertThat(
            client
                .post(
                    "/auth/introspect/",
                    FORM,
                    "token=" + "x".repeat(70_000),
                    "Authorization",
                    basic)
                .status())
        .isEqualTo(413);
  }

  @Test
  void revokedRefreshTokenEndsTheSession() throws Exception {
    start();
    Answer pair = login("mamun", "1234");
    Answer other = login("mamun", "1234");

    Answer revoked = revoke(pair.text("refresh"));

    assertThat(revoked.status()).isEqualTo(200);
    assertThat(revoked.header("Cache-Control")).isEqualTo("no-store");
    assertThat(refresh(pair.text("refresh")).status()).isEqualTo(401);
    assertThat(who("Bearer " + pair.text("access"))).isEqualTo(401);
    assertThat(who("Bearer " + other.text("access"))).isEqualTo(200);
  }

  @Test
  void revokedAccessTokenEndsTheSessionToo() throws Exception {
    start();
    Answer pair = login("mamun", "1234");

    assertThat(revoke(pair.text("access")).status()).isEqualTo(200);

    assertThat(who("Bearer " + pair.text("access"))).isEqualTo(401);
    assertThat(refresh(pair.text("refresh")).status()).isEqualTo(401);
  }

  @Test
  void revokedStaticTokenIsGoneAlone() throws Exception {
    parameters.put("token-per-login", "true");
    start();
    String token = client.staticToken("/auth/api-token-auth/", "mamun", "1234");
    String other = client.staticToken("/auth/api-token-auth/", "mamun", "1234");

    assertThat(revoke(token).status()).isEqualTo(200);

    assertThat(who("Token " + token)).isEqualTo(401);
    assertThat(who("Token " + other)).isEqualTo(200);
  }

  @Test
  void tokensThatThereAreNotAreAnsweredAlikeAndEndNothing() throws Exception {
    start();
    Answer pair = login("mamun", "1234");
    String access = pair.text("access");
    String forged = access.substring(0, access.lastIndexOf('.') + 1) + "AAAA";
    String good = revoke(login("mamun", "1234").text("access")).toString();

    for (String bad : List.of(forged, "x", "a.b.c", "0".repeat(40), good)) {
      Answer answer = revoke(bad);
      assertThat(answer.toString()).isEqualTo(good);
    }

    assertThat(who("Bearer " + access)).isEqualTo(200);
    assertThat(refresh(pair.text("refresh")).status()).isEqualTo(200);
  }

  @Test
  void withoutTheirParametersThereAreNoSuchEndpoints() throws Exception {
    List.of("revocation-endpoint", "introspection-endpoint", "introspection-clients")
        .forEach(parameters::remove);
    start();
    Answer pair = login("mamun", "1234");
    String bearer = "Bearer " + pair.text("access");

    for (String endpoint : List.of("/auth/introspect/", "/auth/revoke/")) {
      String body = "token=" + pair.text("refresh");
      assertThat(client.post(endpoint, FORM, body, "Authorization", bearer).status())
          .isIn(404, 405);
      assertThat(client.post(endpoint, FORM, body).status()).isEqualTo(401);
    }
    assertThat(refresh(pair.text("refresh")).status()).isEqualTo(200);
  }

  private Answer login(String username, String password) {
    return client.postJson("/auth/token/", Map.of("username", username, "password", password));
  }

  private Answer refresh(String token) {
    return client.postJson("/auth/refresh/", Map.of("refresh", token));
  }

  private Answer introspect(String token) {
    return client.post(
        "/auth/introspect/", FORM, "token=" + token, "Authorization", basic("shop:" + SECRET));
  }

  private Answer revoke(String token) {
    return client.post("/auth/revoke/", FORM, "token=" + token.replace(' ', '+'));
  }

  private int who(String authorization) {
    return client.get("/who", "Authorization", authorization).status();
  }

  private static String basic(String credentials) {
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }

  private static Map<String, Object> claims(String token) {
    return Json.readObject(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
  }
}
