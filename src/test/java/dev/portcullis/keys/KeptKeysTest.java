package dev.portcullis.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portcullis.jwt.JwtAlgorithm;
import dev.portcullis.jwt.JwtKey;
import dev.portcullis.jwt.KeyRing;
import dev.portcullis.store.ConnectionPool;
import dev.portcullis.store.Database;
import dev.portcullis.store.KeyRow;
import dev.portcullis.store.KeyTable;
import dev.portcullis.store.PoolSettings;
import dev.portcullis.store.Schema;
import dev.portcullis.testing.Race;
import dev.portcullis.testing.TestClock;
import dev.portcullis.testing.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeptKeysTest {
  private static final Duration ROTATION = Duration.ofDays(30);
  private static final Duration LIFETIME = Duration.ofDays(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TestClock clock = new TestClock();
  private final TestDatabase testDatabase = TestDatabase.h2();
  private final Database database = testDatabase.open();
  private final KeyTable table = new KeyTable(database, "portcullis_");

  KeptKeysTest() {
    new Schema(database, "portcullis_").create(false);
  }

  @AfterEach
  void close() {
    database.close();
    testDatabase.close();
  }

  @ParameterizedTest
  @EnumSource
  void firstKeySignsAtOnceAndIsTheSameForEveryNode(JwtAlgorithm algorithm) {
    KeyRing one = node(algorithm).read();
    KeyRing two = node(algorithm).read();

    assertThat(one.all()).containsExactly(one.signing());
    assertThat(one.signing().algorithm()).isEqualTo(algorithm);
    assertThat(two.signing().kid()).isEqualTo(one.signing().kid());
  }

  @Test
  void keyOfAnEarlierReleaseGoesOn() {
    byte[] secret = new byte[64];
    table.insert(
        new KeyRow(
            "k1",
            "jwt",
            "HS256",
            Base64.getEncoder().encodeToString(secret),
            Instant.parse("2029-01-01T00:00:00Z"),
            1));

    KeyRing ring = node(JwtAlgorithm.HS256).read();

    assertThat(ring.signing().kid()).isEqualTo(JwtKey.hmac(JwtAlgorithm.HS256, secret).kid());
  }

  @Test
  void withoutRotationTheKeyStays() {
    KeptKeys node = node(JwtAlgorithm.HS256, Optional.empty());
    KeyRing ring = node.read();
    clock.advance(Duration.ofDays(3650));

    assertThat(node.read()).isSameAs(ring);
  }

  @ParameterizedTest(name = "{0}: signs after {1} s")
  @CsvSource({"HS256, 60", "ES256, 900"})
  void nextKeyIsPublishedThenSignsAndTheOldOneRetires(JwtAlgorithm algorithm, long lead) {
    KeptKeys node = node(algorithm);
    JwtKey first = node.read().signing();
    clock.advance(ROTATION.minusMillis(1));
    assertThat(node.read().all()).hasSize(1);

    clock.advance(Duration.ofMillis(1));
    assertThat(node.read().all()).hasSize(2);
    assertThat(node.read().signing()).isEqualTo(first);

    clock.advance(Duration.ofSeconds(lead).minusMillis(1));
    assertThat(node.read().signing()).isEqualTo(first);
    clock.advance(Duration.ofMillis(1));
    assertThat(node.read().signing()).isNotEqualTo(first);
    assertThat(node.read().find(first.kid())).isPresent();

    clock.advance(LIFETIME.plus(MINUTE).minusMillis(1));
    assertThat(node.read().find(first.kid())).isPresent();
    clock.advance(Duration.ofMillis(1));
    assertThat(node.read().find(first.kid())).isEmpty();

    clock.advance(Duration.ofDays(7).minusMillis(1));
    node.read();
    assertThat(table.all("jwt")).extracting(KeyRow::generation).containsExactly(2, 1);
    clock.advance(Duration.ofMillis(1));
    node.read();
    assertThat(table.all("jwt")).extracting(KeyRow::generation).containsExactly(2);
  }

  @Test
  void nodeThatStartsLaterHasTheSameRing() {
    KeptKeys node = node(JwtAlgorithm.HS256);
    node.read();
    for (int day = 0; day < 100; day++) {
      clock.advance(Duration.ofHours(24));
      KeyRing old = node.read();
      KeyRing young = node(JwtAlgorithm.HS256).read();

      assertThat(young.signing().kid()).isEqualTo(old.signing().kid());
      assertThat(young.all())
          .extracting(JwtKey::kid)
          .containsExactlyElementsOf(old.all().stream().map(JwtKey::kid).toList());
    }
  }

  @Test
  void otherAlgorithmIsAdoptedAtStartWithoutLoggingAnybodyOut() {
    JwtKey first = node(JwtAlgorithm.HS256).read().signing();
    clock.advance(MINUTE);
    KeptKeys node = node(JwtAlgorithm.EDDSA);
    node.adoptAlgorithm();

    KeyRing ring = node.read();

    assertThat(ring.signing().kid()).isEqualTo(first.kid());
    assertThat(ring.all()).extracting(JwtKey::algorithm).contains(JwtAlgorithm.EDDSA);
    clock.advance(Duration.ofMinutes(15));
    assertThat(node.read().signing().algorithm()).isEqualTo(JwtAlgorithm.EDDSA);
    assertThat(node.read().find(first.kid())).isPresent();
  }

  @Test
  void nodeThatWasNotToldTheAlgorithmKeepsTheOneThatIsThere() {
    JwtKey first = node(JwtAlgorithm.ES384).read().signing();
    clock.advance(MINUTE);
    KeptKeys untold = node(Optional.empty(), Optional.of(ROTATION));
    untold.adoptAlgorithm();

    assertThat(untold.read().all()).extracting(JwtKey::kid).containsExactly(first.kid());
    clock.advance(ROTATION);
    assertThat(untold.read().all())
        .hasSize(2)
        .extracting(JwtKey::algorithm)
        .containsOnly(JwtAlgorithm.ES384);
  }

  @Test
  void firstKeyIsForHs256WhereNothingIsSaid() {
    KeptKeys untold = node(Optional.empty(), Optional.empty());

    assertThat(untold.read().signing().algorithm()).isEqualTo(JwtAlgorithm.HS256);
  }

  @Test
  void clockThatIsFastForAWhileCostsNoKey() {
    KeptKeys node = node(JwtAlgorithm.HS256);
    JwtKey first = node.read().signing();
    clock.advance(ROTATION);
    node.read();

    clock.advance(Duration.ofDays(8));
    node(JwtAlgorithm.HS256).read();
    clock.advance(Duration.ofDays(-8));

    assertThat(node(JwtAlgorithm.HS256).read().signing().kid()).isEqualTo(first.kid());
  }

  @Test
  void keyFromTheFutureDoesNotKeepTheNextFromBeingMade() {
    JwtKey first = node(JwtAlgorithm.HS256).read().signing();
    clock.advance(Duration.ofDays(3650));
    node(JwtAlgorithm.HS256).read();
    clock.advance(Duration.ofDays(-3650));
    assertThat(table.all("jwt")).hasSize(2);
    KeptKeys node = node(JwtAlgorithm.HS256);
    assertThat(node.read().signing().kid()).isEqualTo(first.kid());

    clock.advance(ROTATION);
    node.read();
    clock.advance(MINUTE);

    assertThat(node.read().signing().kid()).isEqualTo(table.all("jwt").get(0).kid());
    assertThat(table.all("jwt")).extracting(KeyRow::generation).containsExactly(3, 2, 1);
  }

  @Test
  void keyFromTheFutureDoesNotKeepAnAlgorithmFromBeingAdopted() {
    node(JwtAlgorithm.HS256).read();
    clock.advance(Duration.ofDays(3650));
    node(JwtAlgorithm.ES256).adoptAlgorithm();
    clock.advance(Duration.ofDays(-3650));

    node(JwtAlgorithm.ES256).adoptAlgorithm();

    assertThat(table.all("jwt").get(0).createdAt()).isEqualTo(clock.instant());
  }

  @Test
  void rowThatCannotBeReadIsLeftOut() {
    KeptKeys node = node(JwtAlgorithm.HS256);
    JwtKey first = node.read().signing();
    table.insert(new KeyRow("k2", "jwt", "ML-DSA-44", "c2VjcmV0", clock.instant(), 2));
    table.insert(new KeyRow("k3", "jwt", "ES256", "c2VjcmV0", clock.instant(), 3));
    table.insert(new KeyRow("k4", "jwt", "HS256", "no base64", clock.instant(), 4));
    clock.advance(Duration.ofDays(29));

    assertThat(node.read().all()).containsExactly(first);
    clock.advance(MINUTE);
    assertThat(node(JwtAlgorithm.HS256).read().signing().kid()).isEqualTo(first.kid());
  }

  @Test
  void rowsOfWhichNoneCanBeReadAreTheDeployersMatter() {
    table.insert(new KeyRow("k1", "jwt", "ML-DSA-44", "c2VjcmV0", clock.instant(), 1));

    assertThatExceptionOfType(UnusableKeysException.class)
        .isThrownBy(() -> node(JwtAlgorithm.HS256).read())
        .withMessage("no key in the database can be read by this release on this JDK");
  }

  @Test
  void databaseThatTakesNoWritesIsStillRead() {
    KeptKeys writer = node(JwtAlgorithm.HS256);
    writer.read();
    testDatabase.execute(
        "CREATE USER reader PASSWORD 'r'", "GRANT SELECT ON SCHEMA PUBLIC TO reader");
    PoolSettings settings =
        new PoolSettings(
            // Which only an administrator may say.
            testDatabase.jdbcUrl().replace(";DB_CLOSE_DELAY=-1", ""),
            Optional.of("reader"),
            Optional.of("r"),
            Optional.empty(),
            2,
            Duration.ofSeconds(10));
    try (Database readOnly = new Database(new ConnectionPool(settings, true))) {
      KeptKeys reader = node(new KeyTable(readOnly, "portcullis_"));

      clock.advance(ROTATION);
      assertThat(reader.read().all()).hasSize(1);
      writer.read();
      clock.advance(MINUTE);
      assertThat(reader.read().signing().kid()).isEqualTo(writer.read().signing().kid());
      clock.advance(Duration.ofDays(10));
      assertThat(reader.read().all()).hasSize(1);
    }
    assertThat(table.all("jwt")).hasSize(2);
  }

  @Test
  void nodesThatMakeTheNextKeyAtOnceAgreeOnOne() {
    node(JwtAlgorithm.HS256).read();
    clock.advance(ROTATION);

    List<String> kids =
        Race.of(
            8,
            number -> {
              KeyRing ring = node(JwtAlgorithm.HS256).read();
              return ring.all().stream().map(JwtKey::kid).toList().toString();
            });

    assertThat(kids).containsOnly(kids.get(0));
    assertThat(table.all("jwt")).hasSize(2);
  }

  private KeptKeys node(JwtAlgorithm algorithm) {
    return node(algorithm, Optional.of(ROTATION));
  }

  private KeptKeys node(JwtAlgorithm algorithm, Optional<Duration> rotation) {
    return node(Optional.of(algorithm), rotation);
  }

  private KeptKeys node(KeyTable table) {
    KeySchedule schedule = new KeySchedule(Optional.of(ROTATION), Duration.ofSeconds(10), LIFETIME);
    return new KeptKeys(table, Optional.empty(), schedule, clock, new SecureRandom());
  }

  private KeptKeys node(Optional<JwtAlgorithm> algorithm, Optional<Duration> rotation) {
    KeySchedule schedule = new KeySchedule(rotation, Duration.ofSeconds(10), LIFETIME);
    return new KeptKeys(table, algorithm, schedule, clock, new SecureRandom());
  }
}
