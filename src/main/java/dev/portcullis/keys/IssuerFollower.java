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
 * fails. Until the first success none of the issuer's tokens is good; after it the last good keys
 * stay.
 */
public final class IssuerFollower implements Runnable {
  private static final System.Logger LOG = System.getLogger(IssuerFollower.class.getName());
  private static final Duration AFTER_SUCCESS = Duration.ofMinutes(5);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  private final IssuerSource source;
  private final TrustedIssuers issuers;
  private final InstantSource clock;
  private Instant due = Instant.MIN;
  private String lastFailure = "";

  /** A follower of one issuer among {@code issuers}. */
  public IssuerFollower(IssuerSource source, TrustedIssuers issuers, InstantSource clock) {
    this.source = source;
    this.issuers = issuers;
    this.clock = clock;
  }

  @Override
  public void run() {
    if (source.url().isPresent() && clock.instant().isBefore(due)) {
      return;
    }
    Optional<String> failure = follow();
    due = clock.instant().plus(failure.isPresent() ? AFTER_FAILURE : AFTER_SUCCESS);
    if (failure.isPresent() && !failure.get().equals(lastFailure)) {
      LOG.log(WARNING, "The keys of another issuer stay as they are: " + failure.get());
    }
    lastFailure = failure.orElse("");
  }

  /** Reads the keys now; answers what is wrong with them, if anything is. */
  public Optional<String> follow() {
    try {
      if (issuers.replace(source.issuer(), source.read())) {
        LOG.log(INFO, () -> "There are new keys of " + source.issuer());
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(source + ": " + e.getMessage());
    }
  }
}
