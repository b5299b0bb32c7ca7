package dev.portcullis.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.json.Json;
import dev.portcullis.jwt.JwtAlgorithm;
import dev.portcullis.jwt.JwtKey;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.GateNode;
import dev.portcullis.testing.MariaDb;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Keys turn over under clients that never rest, on nodes in JVMs of their own: no token that is
 * good is refused, and a key that has retired proves nothing.
 *
 * <p>A new key is put into the table as a node would have made it 35 seconds ago: the nodes look
 * every 10 seconds and sign with it after a minute, so both know it in time, and the test does not
 * wait so long. In the same way the new key is made older later on, to retire the old one.
 */
@Tag("nodes")
class KeyTurnoverIT {
  private static final int CLIENTS = 8;

  private final TestDatabase database = MariaDb.fresh();
  private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> kids = new ConcurrentHashMap<>();
  private final List<Future<?>> running = new ArrayList<>();
  private List<GateNode> nodes = List.of();

  @BeforeEach
  void start() {
    SampleUsers.insertCheaplyInto(database);
    Map<String, String> parameters = database.parameters();
    parameters.put("access-lifetime", "4s");
    parameters.put("refresh-lifetime", "12s");
    parameters.put("refresh-rotate", "true");
    nodes = GateNode.start(2, parameters);
  }

  @AfterEach
  void stop() {
    nodes.forEach(GateNode::close);
    database.close();
  }

  @Test
  void nobodyIsRefusedWhileKeysTurnOver() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      for (int i = 0; i < CLIENTS; i++) {
        Using client = new Using(i);
        running.add(threads.submit(() -> client.useUntil(over)));
      }
      String first = newestKid();
      String second = insertNext();
      awaitSigning(first, second);
      String third = insertNext();
      retire(first, second);
      awaitSigning(second, third);
      retire(second, third);
      over.set(true);
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      over.set(true);
      threads.shutdownNow();
    }
    System.out.printf(
        "%s: %d clients, two turnovers, answers %s, tokens by key %s%n",
        getClass().getSimpleName(), CLIENTS, answers, kids);
    assertThat(kids).hasSize(3);
    assertThat(answers.keySet())
        .containsExactlyInAnyOrder("profile 200", "verify 200", "refresh 200", "login 200");
  }

  private void awaitSigning(String old, String next) throws Exception {
    await("both nodes sign with the new key", () -> isSigning(0, next) && isSigning(1, next));
    // The old key is good for what it has signed, so that its later refusal means something.
    assertThat(profile(0, signedWith(old))).isEqualTo(200);
    assertThat(profile(1, signedWith(old))).isEqualTo(200);
  }

  private void retire(String old, String next) throws Exception {
    Thread.sleep(13_000); // Until the last token of the old key has ended.
    database.execute(
        "UPDATE portcullis_signing_key SET created_at = created_at - 120000 WHERE kid = '%s'"
            .formatted(next));
    await(
        "both nodes have retired the old key",
        () -> profile(0, signedWith(old)) == 401 && profile(1, signedWith(old)) == 401);
    assertThat(profile(0, signedWith(next))).isEqualTo(200);
  }

  private String newestKid() {
    return database
        .column(
            "SELECT kid FROM portcullis_signing_key WHERE purpose = 'jwt' ORDER BY generation DESC")
        .get(0);
  }

  private String insertNext() {
    byte[] material = new byte[32];
    new SecureRandom().nextBytes(material);
    String kid = JwtKey.stored(JwtAlgorithm.HS256, material).kid();
    database.execute(
        """
        INSERT INTO portcullis_signing_key
          (kid, purpose, algorithm, material, created_at, generation)
        SELECT '%s', 'jwt', 'HS256', '%s', UNIX_TIMESTAMP() * 1000 - 35000, MAX(generation) + 1
          FROM portcullis_signing_key
         WHERE purpose = 'jwt'
        """
            .formatted(kid, Base64.getEncoder().encodeToString(material)));
    return kid;
  }

  /** An access token of nobody's session, as who has the database's keys can make it. */
  private String signedWith(String kid) {
    String material =
        database
            .column("SELECT material FROM portcullis_signing_key WHERE kid = '" + kid + "'")
            .get(0);
    long now = System.currentTimeMillis() / 1_000;
    Map<String, Object> header = new LinkedHashMap<>(Map.of("alg", "HS256", "typ", "JWT"));
    header.put("kid", kid);
    Map<String, Object> claims =
        Map.of("token_type", "access", "exp", now + 300, "iat", now, "jti", "forged", "user_id", 4);
    String text = base64(Json.write(header)) + "." + base64(Json.write(claims));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(material), "HmacSHA256"));
      return text + "." + base64(mac.doFinal(text.getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isSigning(int node, String kid) {
    return kidOf(login(node, "mamun", "1234").text("access")).equals(kid);
  }

  private Client node(int number) {
    return nodes.get(number % nodes.size()).client();
  }

  private Answer login(int node, String username, String password) {
    return node(node).postJson("/auth/token/", Map.of("username", username, "password", password));
  }

  private int profile(int node, String access) {
    return node(node).get("/auth/profile/", "Authorization", "Bearer " + access).status();
  }

  /** A client that gets its tokens at one node and uses them at the other, and in turns. */
  private final class Using {
    private final int number;

    Using(int number) {
      this.number = number;
    }

    void useUntil(AtomicBoolean over) {
      Answer pair = count("login", login(number, "mamun", "1234"));
      String refresh = pair.text("refresh");
      for (int turn = number; !over.get(); turn++) {
        String access = pair.text("access");
        for (int use = 0; use < 4; use++) {
          count(
              "profile",
              node(turn + use).get("/auth/profile/", "Authorization", "Bearer " + access));
        }
        count("verify", node(turn).postJson("/auth/verify/", Map.of("token", refresh)));
        pair = count("refresh", node(turn).postJson("/auth/refresh/", Map.of("refresh", refresh)));
        refresh = pair.text("refresh");
        kids.computeIfAbsent(kidOf(refresh), kid -> new AtomicInteger()).incrementAndGet();
        pause(50);
      }
    }

    private Answer count(String what, Answer answer) {
      answers
          .computeIfAbsent(what + " " + answer.status(), key -> new AtomicInteger())
          .incrementAndGet();
      if (answer.status() != 200) {
        throw new AssertionError(what + " of client " + number + " got " + answer);
      }
      return answer;
    }
  }

  private void await(String what, BooleanSupplier happened) throws Exception {
    long began = System.nanoTime();
    while (!happened.getAsBoolean()) {
      for (Future<?> one : running) {
        if (one.isDone()) {
          one.get(); // It has failed, and says how.
        }
      }
      assertThat(System.nanoTime() - began).as(what).isLessThan(90_000_000_000L);
      pause(300);
    }
    System.out.printf(
        "%s: %s after %d ms%n",
        getClass().getSimpleName(), what, (System.nanoTime() - began) / 1_000_000);
  }

  private static String kidOf(String token) {
    byte[] header = Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]);
    return Json.readObject(header).get("kid").toString();
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
