package dev.portcullis.boot;

import dev.portcullis.config.ConfigException;
import dev.portcullis.config.JwtKeySettings;
import dev.portcullis.config.JwtSettings;
import dev.portcullis.config.TrustedIssuer;
import dev.portcullis.jwt.EcdsaSelfTest;
import dev.portcullis.jwt.JwtAlgorithm;
import dev.portcullis.jwt.JwtKey;
import dev.portcullis.jwt.KeyRing;
import dev.portcullis.jwt.Keys;
import dev.portcullis.jwt.TrustedIssuers;
import dev.portcullis.keys.IssuerFollower;
import dev.portcullis.keys.IssuerSource;
import dev.portcullis.keys.JwkFetcher;
import dev.portcullis.keys.KeptKeys;
import dev.portcullis.keys.KeyFiles;
import dev.portcullis.keys.KeyFollower;
import dev.portcullis.keys.KeySchedule;
import dev.portcullis.keys.KeySource;
import dev.portcullis.keys.UnusableKeysException;
import dev.portcullis.store.KeyTable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys for JWTs as the settings have them, our own and those of other issuers.
 *
 * @param own what signs and verifies here
 * @param issuers whose access tokens are good here, too
 * @param ownFollower to be run every {@link #FOLLOW}, off the path of requests
 * @param issuersFollower the same for other issuers, each of which may keep its thread waiting for
 *     seconds: to be run at once, too, on a thread that has nothing else to do
 * @param fetcher what {@code issuersFollower} fetches with
 */
record JwtKeys(
    Keys own,
    TrustedIssuers issuers,
    Runnable ownFollower,
    Runnable issuersFollower,
    JwkFetcher fetcher)
    implements AutoCloseable {
  private static final Set<JwtAlgorithm> EC =
      EnumSet.of(JwtAlgorithm.ES256, JwtAlgorithm.ES384, JwtAlgorithm.ES512);

  /** How often every node looks whether keys have turned over. */
  static final Duration FOLLOW = Duration.ofSeconds(10);

  /**
   * Reads, or makes, the keys.
   *
   * @throws ConfigException if files of keys are not as they should be, or this JDK takes forged
   *     signatures
   */
  static JwtKeys open(
      JwtSettings settings, KeyTable table, InstantSource clock, SecureRandom random) {
    List<String> problems = new ArrayList<>();
    requireEcdsa(settings.keys());
    Optional<KeyFollower> follower = Optional.empty();
    Optional<Keys> own = Optional.empty();
    try {
      KeySchedule schedule = schedule(settings);
      KeySource source = source(settings, schedule, table, clock, random);
      Instant began = clock.instant();
      own = Optional.of(new Keys(source.read(), began, schedule.certainty()));
      follower = Optional.of(new KeyFollower(source, own.get(), clock));
    } catch (UnusableKeysException e) {
      String where = settings.keys().files().isEmpty() ? "data-source: " : "jwt-keys: ";
      e.problems().forEach(problem -> problems.add(where + problem));
    }
    List<TrustedIssuer> others = settings.keys().trustedIssuers();
    TrustedIssuers issuers =
        new TrustedIssuers(others.stream().map(TrustedIssuer::issuer).toList());
    JwkFetcher fetcher = new JwkFetcher();
    List<IssuerFollower> issuerFollowers = new ArrayList<>();
    for (TrustedIssuer other : others) {
      IssuerSource where = new IssuerSource(other.issuer(), other.url(), other.source());
      IssuerFollower ofOther = new IssuerFollower(where, issuers, fetcher, clock);
      issuerFollowers.add(ofOther);
      if (other.url().isPresent()) {
        // Another server that is slow or away must not keep us from starting; its tokens wait.
        continue;
      }
      ofOther.follow().ifPresent(problem -> problems.add("jwt-trusted-issuers: " + problem));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new JwtKeys(
        own.orElseThrow(),
        issuers,
        follower.orElseThrow(),
        () -> issuerFollowers.forEach(IssuerFollower::run),
        fetcher);
  }

  /** An issuer may begin to sign with any of its keys tomorrow; ours are known. */
  private static void requireEcdsa(JwtKeySettings keys) {
    boolean own =
        keys.algorithm().flatMap(given -> JwtAlgorithm.named(given.word())).stream()
            .anyMatch(EC::contains);
    if (!own && keys.trustedIssuers().isEmpty()) {
      return;
    }
    EcdsaSelfTest.problem()
        .ifPresent(
            problem -> {
              throw new ConfigException(
                  List.of((own ? "jwt-algorithm: " : "jwt-trusted-issuers: ") + problem));
            });
  }

  /** Ends what fetches others' keys. */
  @Override
  public void close() {
    fetcher.close();
  }

  /** Algorithm and id of each key, the signing one first. */
  List<String> describe() {
    KeyRing ring = own.current();
    return ring.all().stream()
        .map(key -> key.algorithm() + " " + key.kid() + (key == ring.signing() ? "" : " verifies"))
        .toList();
  }

  private static KeySchedule schedule(JwtSettings settings) {
    Duration longest =
        settings.refreshLifetime().compareTo(settings.accessLifetime()) > 0
            ? settings.refreshLifetime()
            : settings.accessLifetime();
    return new KeySchedule(settings.keys().rotation(), FOLLOW, longest.plus(settings.leeway()));
  }

  private static KeySource source(
      JwtSettings settings,
      KeySchedule schedule,
      KeyTable table,
      InstantSource clock,
      SecureRandom random) {
    JwtKeySettings keys = settings.keys();
    Optional<JwtAlgorithm> algorithm =
        keys.algorithm().map(given -> JwtAlgorithm.named(given.word()).orElseThrow());
    if (!keys.files().isEmpty()) {
      return new KeyFiles(keys.files(), algorithm);
    }
    if (keys.secret().isPresent()) {
      KeyRing ring =
          new KeyRing(
              JwtKey.hmac(algorithm.orElse(JwtAlgorithm.HS256), keys.secret().get().bytes()),
              List.of());
      return () -> ring;
    }
    KeptKeys kept = new KeptKeys(table, algorithm, schedule, table.clock(clock), random);
    kept.adoptAlgorithm();
    return kept;
  }
}
