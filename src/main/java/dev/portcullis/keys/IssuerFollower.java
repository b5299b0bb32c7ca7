package dev.portcullis.keys;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.portcullis.jwt.TrustedIssuers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Keeps the public keys of one other issuer up to what it publishes; to be run now and then, by one
 * thread at a time and never by a request.
 *
 * <p>A file is read at each run. A URL is asked every 5 minutes, and every 30 seconds while it
 * fails or a token comes of a key that is unknown. Until the first success nobody can say which of
 * the issuer's tokens are good; after it the last keys stay for a day. For what an issuer has taken
 * back must come to an end here, even if somebody keeps us from reading it.
 */
public final class IssuerFollower implements Runnable {
  private static final System.Logger LOG = System.getLogger(IssuerFollower.class.getName());
  private static final Duration AFTER_SUCCESS = Duration.ofMinutes(5);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);
  private static final Duration KEPT = Duration.ofHours(24);

  private final IssuerSource source;
  private final TrustedIssuers issuers;
  private final JwkFetcher fetcher;
  private final InstantSource clock;
  private Instant due = Instant.MIN;
  private Instant lastTried = Instant.MIN;
  private Instant lastRead = Instant.MIN;
  private String lastFailure = "";

  /** A follower of one issuer among {@code issuers}. */
  public IssuerFollower(
      IssuerSource source, TrustedIssuers issuers, JwkFetcher fetcher, InstantSource clock) {
    this.source = source;
    this.issuers = issuers;
    this.fetcher = fetcher;
    this.clock = clock;
  }

  @Override
  public void run() {
    if (source.url().isPresent() && !isDue(clock.instant())) {
      return;
    }
    lastTried = clock.instant();
    Optional<String> failure;
    try {
      failure = follow();
    } catch (RuntimeException e) {
      // Whatever is wrong with this issuer, the others behind it have their turn.
      failure = Optional.of(source + ": " + e);
    }
    due = clock.instant().plus(failure.isPresent() ? AFTER_FAILURE : AFTER_SUCCESS);
    String told = failure.map(this::withItsOutcome).orElse("");
    if (!told.isEmpty() && !told.equals(lastFailure)) {
      LOG.log(WARNING, told);
    }
    lastFailure = told;
  }

  private boolean isDue(Instant now) {
    return !now.isBefore(due)
        || (!now.isBefore(lastTried.plus(AFTER_FAILURE)) && issuers.takeMiss(source.issuer()));
  }

  private String withItsOutcome(String failure) {
    return (issuers.hasKeys(source.issuer())
            ? "The keys of another issuer stay as they are: "
            : "There are no keys of another issuer, so none of its tokens is good: ")
        + failure;
  }

  /** Reads the keys now; answers what is wrong with them, if anything is. */
  public Optional<String> follow() {
    try {
      boolean isOther = issuers.replace(source.issuer(), source.read(fetcher));
      lastRead = clock.instant();
      if (!issuers.hasKeys(source.issuer())) {
        return Optional.of(source + ": no public key in it that verifies signatures");
      }
      if (isOther) {
        LOG.log(INFO, () -> "There are new keys of " + source.issuer());
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      if (!clock.instant().isBefore(lastRead.plus(KEPT))) {
        issuers.forget(source.issuer());
      }
      return Optional.of(source + ": " + e.getMessage());
    }
  }
}
