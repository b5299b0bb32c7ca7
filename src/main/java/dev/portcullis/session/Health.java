package dev.portcullis.session;

import dev.portcullis.StoreException;
import dev.portcullis.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether this node can do its work: the database answers, and what other nodes have ended is
 * known.
 *
 * <p>Strangers may ask as often as they like: the database is asked at most once in a few seconds,
 * by one of them, and the others get what was found before.
 */
public final class Health {
  private static final Duration ASK_EVERY = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Database database;
  private final Optional<Revocations> revocations;
  private final InstantSource clock;
  private final AtomicBoolean isAsking = new AtomicBoolean();
  private volatile Instant askedAt = Instant.EPOCH;
  private volatile boolean answers = true; // As it did at the start.

  /** Without {@code revocations} only the database counts. */
  public Health(Database database, Optional<Revocations> revocations, InstantSource clock) {
    this.database = database;
    this.revocations = revocations;
    this.clock = clock;
  }

  /** Whether all is well, as far as it was seen in the last few seconds. */
  public boolean isGood() {
    if (revocations.filter(Revocations::isStale).isPresent()) {
      return false;
    }
    Instant now = clock.instant();
    if (isLongAgo(now) && isAsking.compareAndSet(false, true)) {
      try {
        if (isLongAgo(now)) {
          askedAt = now;
          answers = ask();
        }
      } finally {
        isAsking.set(false);
      }
    }
    // One that neither answers nor refuses keeps who has asked it waiting.
    return answers && !(isAsking.get() && !now.isBefore(askedAt.plus(PATIENCE)));
  }

  private boolean isLongAgo(Instant now) {
    return !now.isBefore(askedAt.plus(ASK_EVERY));
  }

  private boolean ask() {
    try {
      database.ping();
      return true;
    } catch (StoreException e) {
      return false;
    }
  }
}
