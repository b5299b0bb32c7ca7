package dev.portcullis.keys;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.portcullis.StoreException;
import java.time.Duration;
import java.time.Instant;

/**
 * Something to be done in the database that can wait: a failure is told once, and the next try is
 * some minutes later.
 */
final class BestEffort {
  private static final System.Logger LOG = System.getLogger(BestEffort.class.getName());
  private static final Duration PAUSE = Duration.ofMinutes(5);

  private final String doing;
  private Instant notBefore = Instant.MIN;
  private boolean fails;

  BestEffort(String doing) {
    this.doing = doing;
  }

  /** Whether it was done now. */
  boolean tryTo(Instant now, Runnable work) {
    if (now.isBefore(notBefore)) {
      return false;
    }
    try {
      work.run();
    } catch (StoreException e) {
      notBefore = now.plus(PAUSE);
      if (!fails) {
        LOG.log(WARNING, doing + " fails; it is tried again every " + PAUSE, e);
      }
      fails = true;
      return false;
    }
    if (fails) {
      LOG.log(INFO, doing + " works again");
    }
    fails = false;
    return true;
  }
}
