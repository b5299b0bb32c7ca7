package dev.portcullis.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WhoServlet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of all kinds over HTTP: published, trusted, attacked and misconfigured. */
class JwtKeysIT {
  private static final String ISSUER = "https://id.example";

  @TempDir static Path folder;
  private static KeyPair ours;
  private static KeyPair theirs;
  private static TestDatabase database;
  private static HttpServer issuer;
  private static JettyApps apps;
  private static Client app;
  private static Client symmetric;

  @BeforeAll
  static void start() throws Exception {
    ours = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    theirs = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Path key = Files.writeString(folder.resolve("jwt.pem"), pem(ours.getPrivate().getEncoded()));
    issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.createContext(
        "/jwks",
        exchange -> {
          byte[] set = jwkSet().getBytes(UTF_8);
          exchange.sendResponseHeaders(200, set.length);
          exchange.getResponseBody().write(set);
          exchange.close();
        });
    issuer.start();
    database = TestDatabase.h2();
    SampleUsers.insertInto(database);
    Map<String, String> parameters = database.parameters();
    apps = new JettyApps().add("/symmetric", Map.copyOf(parameters));
    parameters.put("jwt-keys", key.toString());
    parameters.put("jwt-audience", "api");
    parameters.put(
        "jwt-trusted-issuers",
        ISSUER + " http://127.0.0.1:" + issuer.getAddress().getPort() + "/jwks");
    apps.add("/app", Map.copyOf(parameters), with -> with.addServlet(WhoServlet.class, "/who"))
        .start();
    app = new Client(apps.url() + "/app");
    symmetric = new Client(apps.url() + "/symmetric");
  }

  @AfterAll
  static void stop() {
    apps.close();
    issuer.stop(0);
    database.close();
  }

  @Test
  void publicKeysArePublishedToEverybody() {
    Answer answer = app.get("/auth/jwks.json", "Authorization", "Bearer dead");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/jwk-set+json");
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=300");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    Map<?, ?> jwk = (Map<?, ?>) ((List<?>) answer.json().get("keys")).get(0);
    assertThat(jwk.get("alg")).isEqualTo("EdDSA");
    assertThat(jwk.get("x")).isEqualTo(x(ours));
    assertThat(jwk.containsKey("d")).isFalse();
    assertThat(app.get("/auth/jwks.json/").body()).isEqualTo(answer.body());
  }

  @Test
  void publicKeysAreReadAndNothingElse() {
    Answer posted = app.postJson("/auth/jwks.json", Map.of());

    assertThat(posted.status()).isEqualTo(405);
    assertThat(posted.header("Cache-Control")).isEqualTo("no-store");
    assertThat(app.send("HEAD", "/auth/jwks.json").status()).isEqualTo(200);
  }

  @Test
  void symmetricKeyIsNeverPublished() {
    assertThat(symmetric.get("/auth/jwks.json").body()).isEqualTo("{\"keys\":[]}");
  }

  @Test
  void strangersVerifyOurTokensByThePublishedKey() throws GeneralSecurityException {
    String token = login();
    int end = token.lastIndexOf('.');

    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(ours.getPublic());
    signature.update(token.substring(0, end).getBytes(US_ASCII));

    assertThat(signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)))).isTrue();
    assertThat(app.get("/who", "Authorization", "Bearer " + token).status()).isEqualTo(200);
  }

  @Test
  void tokenOfATrustedIssuerSpeaksForItsUser() throws InterruptedException {
    String good = theirToken(ISSUER, "api", "1");

    Answer answer = app.get("/auth/profile/", "Authorization", "Bearer " + good);
    // The issuer is asked in the background, so that it cannot keep us from starting.
    for (int tries = 0; answer.status() == 503 && tries < 600; tries++) {
      TimeUnit.MILLISECONDS.sleep(50);
      answer = app.get("/auth/profile/", "Authorization", "Bearer " + good);
    }

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("username")).isEqualTo("mamun");
    for (String bad :
        List.of(
            theirToken(ISSUER, "another", "1"),
            theirToken(ISSUER, "api", "999"),
            theirToken("https://id.example/", "api", "1"))) {
      assertThat(app.get("/who", "Authorization", "Bearer " + bad).status()).isEqualTo(401);
    }
    assertThat(app.postJson("/auth/refresh/", Map.of("refresh", good)).status()).isEqualTo(401);
  }

  @Test
  void publishedKeyIsNoSecretForAnHmac() throws GeneralSecurityException {
    String token = login();
    String payload = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
    for (byte[] secret :
        List.of(
            app.get("/auth/jwks.json").body().getBytes(UTF_8),
            x(ours).getBytes(US_ASCII),
            Base64.getUrlDecoder().decode(x(ours)),
            ours.getPublic().getEncoded(),
            pem(ours.getPublic().getEncoded()).getBytes(US_ASCII))) {
      String signed = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + payload;
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      String forged = signed + "." + base64(mac.doFinal(signed.getBytes(US_ASCII)));

      assertThat(app.get("/who", "Authorization", "Bearer " + forged).status()).isEqualTo(401);
    }
  }

  @Test
  void keysThatCannotBeUsedStopTheDeployment() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.pem"), "geheim");
    Map<String, String> parameters = new HashMap<>(database.parameters());
    parameters.put("jwt-keys", folder.resolve("gone.pem") + "\n" + broken);
    parameters.put("jwt-audience", "api");
    parameters.put("jwt-trusted-issuers", ISSUER + " " + folder.resolve("nothing.json"));

    try (JettyApps wrong = new JettyApps().add("/wrong", parameters)) {
      assertThat(catchThrowable(wrong::start))
          .hasMessage(
              "Portcullis: 3 configuration error(s):\n"
                  + ("  - jwt-keys: " + folder.resolve("gone.pem") + ": there is no such file\n")
                  + ("  - jwt-keys: " + broken)
                  + ": no key in it; want PEM (-----BEGIN PRIVATE KEY-----) or a JWK set\n"
                  + ("  - jwt-trusted-issuers: " + ISSUER + " " + folder.resolve("nothing.json"))
                  + ": there is no such file");
    }
  }

  private static String login() {
    Map<String, String> mamun = Map.of("username", "mamun", "password", "1234");
    return app.postJson("/auth/login/", mamun).text("access");
  }

  private static String theirToken(String iss, String aud, String sub) {
    long exp = Instant.now().getEpochSecond() + 60;
    String claims =
        "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"%s\",\"jti\":\"j1\",\"exp\":%d}"
            .formatted(iss, aud, sub, exp);
    String signed = base64("{\"alg\":\"EdDSA\",\"kid\":\"1\"}") + "." + base64(claims);
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(theirs.getPrivate());
      signature.update(signed.getBytes(US_ASCII));
      return signed + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String jwkSet() {
    return "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"1\",\"x\":\"%s\"}]}"
        .formatted(x(theirs));
  }

  /** The last 32 bytes of an encoded Ed25519 key are the key. */
  private static String x(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    return base64(java.util.Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }

  private static String pem(byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
  }

  private static String base64(String text) {
    return base64(text.getBytes(UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
