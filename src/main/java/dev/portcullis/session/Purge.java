package dev.portcullis.session;

import dev.portcullis.store.LeaseTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes away what has expired, in small batches and on one node at a time. */
public final class Purge {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final int BATCH = 200;
  private static final int MAX_BATCHES = 50;

  private final LeaseTable leases;
  private final List<Expired> expired;
  private final Duration leeway;
  private final InstantSource clock;
  private volatile @Nullable Instant ranAt;

  /** Rows are kept {@code leeway} longer than they matter, for clocks that differ. */
  public Purge(LeaseTable leases, List<Expired> expired, Duration leeway, InstantSource clock) {
    this.leases = leases;
    this.expired = List.copyOf(expired);
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
    ranAt = now;
    if (!leases.take("purge", now, now.plus(LEASE))) {
      return 0;
    }
    Instant before = now.minus(leeway);
    int deleted = 0;
    for (int batch = 0; batch < MAX_BATCHES; batch++) {
      int some = 0;
      for (Expired rows : expired) {
        some += rows.delete(before, BATCH);
      }
      deleted += some;
      if (some == 0) {
        break;
      }
    }
    return deleted;
  }

  /** When it was last run, if it was. */
  public Optional<Instant> ranAt() {
    return Optional.ofNullable(ranAt);
  }

  /** One kind of row. */
  @FunctionalInterface
  public interface Expired {
    /** Deletes what was over before this moment, so many at most, and says how many it did. */
    int delete(Instant before, int limit);
  }
}
