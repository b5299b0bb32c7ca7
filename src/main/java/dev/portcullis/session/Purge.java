package dev.portcullis.session;

import dev.portcullis.store.LeaseTable;
import dev.portcullis.store.RevocationTable;
import dev.portcullis.store.SessionTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Takes away what has expired, in small batches and on one node at a time. */
public final class Purge {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final int BATCH = 200;
  private static final int MAX_BATCHES = 50;

  private final LeaseTable leases;
  private final SessionTable sessions;
  private final RevocationTable revocations;
  private final Duration leeway;
  private final InstantSource clock;

  /** Rows are kept {@code leeway} longer than they matter, for clocks that differ. */
  public Purge(
      LeaseTable leases,
      SessionTable sessions,
      RevocationTable revocations,
      Duration leeway,
      InstantSource clock) {
    this.leases = leases;
    this.sessions = sessions;
    this.revocations = revocations;
    this.leeway = leeway;
    this.clock = clock;
  }

  /**
   * Deletes what has expired, unless another node is at it, and says how many rows.
   *
   * @throws dev.portcullis.StoreException if the database is away
   */
  public int run() {
    Instant now = clock.instant();
    if (!leases.take("purge", now, now.plus(LEASE))) {
      return 0;
    }
    Instant before = now.minus(leeway);
    int deleted = 0;
    for (int batch = 0; batch < MAX_BATCHES; batch++) {
      int some = sessions.deleteExpired(before, BATCH) + revocations.deleteOver(before, BATCH);
      deleted += some;
      if (some == 0) {
        break;
      }
    }
    return deleted;
  }
}
