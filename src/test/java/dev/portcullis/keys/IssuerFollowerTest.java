package dev.portcullis.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.portcullis.AuthException;
import dev.portcullis.json.Json;
import dev.portcullis.jwt.JwtAlgorithm;
import dev.portcullis.jwt.JwtKey;
import dev.portcullis.jwt.JwtPolicy;
import dev.portcullis.jwt.JwtVerifier;
import dev.portcullis.jwt.KeyRing;
import dev.portcullis.jwt.KeyText;
import dev.portcullis.jwt.Keys;
import dev.portcullis.jwt.TrustedIssuers;
import dev.portcullis.testing.TestClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerFollowerTest {
  private static final String ISSUER = "https://a.example";

  private final TestClock clock = new TestClock();
  private final TrustedIssuers issuers = new TrustedIssuers(List.of(ISSUER));
  private final JwkFetcher fetcher = new JwkFetcher();
  private final AtomicInteger asked = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile int status = 200;
  private volatile byte[] body = newSet();
  private volatile long declared = -1;

  @TempDir Path folder;

  IssuerFollowerTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/keys",
        exchange -> {
          asked.incrementAndGet();
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, declared < 0 ? body.length : declared);
          exchange.getResponseBody().write(body);
          if (declared < 0) {
            exchange.close();
          } else {
            exchange.getResponseBody().flush(); // And nothing more, for ever.
          }
        });
    server.createContext("/elsewhere", exchange -> asked.addAndGet(1000));
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
    fetcher.close();
  }

  @Test
  void urlIsAskedEveryFiveMinutesAndEveryThirtySecondsWhileItFails() {
    IssuerFollower follower = follower(url());

    follower.run();
    follower.run();
    clock.advance(Duration.ofMinutes(5).minusMillis(1));
    follower.run();
    assertThat(asked).hasValue(1);

    status = 500;
    clock.advance(Duration.ofMillis(1));
    follower.run();
    assertThat(asked).hasValue(2);

    clock.advance(Duration.ofSeconds(30).minusMillis(1));
    follower.run();
    assertThat(asked).hasValue(2);
    clock.advance(Duration.ofMillis(1));
    follower.run();
    assertThat(asked).hasValue(3);
  }

  @Test
  void setIsTakenOrRefusedWithTheReason() {
    IssuerFollower follower = follower(url());

    assertThat(follower.follow()).isEmpty();

    body = new byte[0];
    assertThat(follower.follow())
        .contains(told("no key in it; want PEM (-----BEGIN PRIVATE KEY-----) or a JWK set"));
    body = "{\"keys\":[]}".getBytes(UTF_8);
    assertThat(follower.follow()).contains(told("no public key in it that verifies signatures"));
    status = 302;
    assertThat(follower.follow()).contains(told("answers with status 302"));
    assertThat(asked).hasValue(4);
  }

  @Test
  void tokenOfAnUnknownKeyHasTheUrlAskedSoonAndNotSooner() {
    IssuerFollower follower = follower(url());
    follower.run();
    JwtVerifier verifier =
        new JwtVerifier(
            new Keys(KeyRing.of(List.of(JwtKey.hmac(JwtAlgorithm.HS256, new byte[32])))),
            issuers,
            new JwtPolicy(Optional.empty(), Optional.empty(), Duration.ZERO),
            clock);
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String header = "{\"alg\":\"ES256\",\"kid\":\"new\"}";
    String token =
        base64.encodeToString(header.getBytes(UTF_8))
            + "."
            + base64.encodeToString(("{\"iss\":\"" + ISSUER + "\"}").getBytes(UTF_8))
            + "."
            + base64.encodeToString(new byte[64]);
    assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(AuthException.class);

    clock.advance(Duration.ofSeconds(30).minusMillis(1));
    follower.run();
    assertThat(asked).hasValue(1);
    clock.advance(Duration.ofMillis(1));
    follower.run();
    assertThat(asked).hasValue(2);
    clock.advance(Duration.ofSeconds(30));
    follower.run();
    assertThat(asked).hasValue(2);
  }

  @Test
  void faultThatNobodyThoughtOfDoesNotEndTheFollowing() {
    fetcher.close();

    assertThatCode(follower(url())::run).doesNotThrowAnyException();
    assertThat(asked).hasValue(0);
  }

  @Test
  void keysThatAreTakenBackAreGone() {
    IssuerFollower follower = follower(url());
    follower.run();
    assertThat(issuers.hasKeys(ISSUER)).isTrue();

    body = "{\"keys\":[]}".getBytes(UTF_8);
    clock.advance(Duration.ofMinutes(5));
    follower.run();

    assertThat(issuers.hasKeys(ISSUER)).isFalse();
  }

  @Test
  void keysThatCannotBeReadAgainAreKeptForADay() {
    IssuerFollower follower = follower(url());
    follower.run();
    status = 500;

    clock.advance(Duration.ofHours(24).minusMillis(1));
    follower.run();
    assertThat(issuers.hasKeys(ISSUER)).isTrue();
    clock.advance(Duration.ofSeconds(30));
    follower.run();
    assertThat(issuers.hasKeys(ISSUER)).isFalse();

    status = 200;
    clock.advance(Duration.ofSeconds(30));
    follower.run();
    assertThat(issuers.hasKeys(ISSUER)).isTrue();
  }

  @Test
  void bodyIsTakenTo64KibAndNoFurther() {
    byte[] set = newSet();
    body = (new String(set, UTF_8) + " ".repeat(64 * 1024 - set.length)).getBytes(UTF_8);
    IssuerFollower follower = follower(url());

    assertThat(follower.follow()).isEmpty();
    body = (new String(body, UTF_8) + " ").getBytes(UTF_8);
    assertThat(follower.follow())
        .contains(told("cannot be fetched: IOException (larger than 65536 bytes)"));
  }

  @Test
  void bodyThatNeverEndsIsWaitedForFiveSeconds() {
    declared = 1000;
    body = new byte[10];
    long began = System.nanoTime();

    assertThat(follower(url()).follow()).contains(told("does not answer within 5 s"));

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void serverThatIsAwayIsTold() {
    server.stop(0);

    assertThat(follower(url()).follow().orElseThrow())
        .startsWith(told("cannot be fetched: ConnectException"));
  }

  @Test
  void fileIsReadAtEachRun() throws IOException {
    Path file = Files.write(folder.resolve("keys.json"), newSet());
    IssuerFollower follower = follower(new IssuerSource(ISSUER, Optional.empty(), file.toString()));
    assertThat(follower.follow()).isEmpty();

    Files.delete(file);

    assertThat(follower.follow()).contains(ISSUER + " " + file + ": there is no such file");
  }

  private IssuerSource url() {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    return new IssuerSource(ISSUER, Optional.of(url), "");
  }

  private String told(String problem) {
    return url() + ": " + problem;
  }

  private IssuerFollower follower(IssuerSource source) {
    return new IssuerFollower(source, issuers, fetcher, clock);
  }

  private static byte[] newSet() {
    byte[] pem = KeyPems.pem(KeyPems.p256().getPrivate()).getBytes(UTF_8);
    List<JwtKey> keys = KeyText.read(pem, Optional.empty());
    return Json.write(KeyRing.of(keys).publicJwkSet());
  }
}
