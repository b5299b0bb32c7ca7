package dev.portcullis.boot;

import dev.portcullis.session.BadTokens;
import dev.portcullis.session.Purge;
import dev.portcullis.session.Revocations;
import dev.portcullis.session.Users;
import dev.portcullis.store.Database;
import dev.portcullis.store.PoolUse;
import dev.portcullis.watch.Counters;
import dev.portcullis.watch.Measure;
import dev.portcullis.watch.Readings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Reads each measure where it is kept. */
final class LiveReadings implements Readings {
  private static final double NANOS = 1e9;

  private final Counters counters;
  private final Database database;
  private final Users users;
  private final Optional<Revocations> revocations;
  private final Optional<BadTokens> badTokens;
  private final Optional<Purge> purge;
  private final InstantSource clock;

  /** What is absent is switched off. */
  LiveReadings(
      Counters counters,
      Database database,
      Users users,
      Optional<Revocations> revocations,
      Optional<BadTokens> badTokens,
      Optional<Purge> purge,
      InstantSource clock) {
    this.counters = counters;
    this.database = database;
    this.users = users;
    this.revocations = revocations;
    this.badTokens = badTokens;
    this.purge = purge;
    this.clock = clock;
  }

  @Override
  public Number read(Measure measure) {
    return switch (measure) {
      case DATABASE_CALLS -> database.calls();
      case DATABASE_FAILURES -> database.failures();
      case DATABASE_SECONDS -> database.nanos() / NANOS;
      case POOL_ACTIVE, POOL_IDLE, POOL_WAITING, POOL_SIZE ->
          database.pool().map(pool -> read(measure, pool)).orElse(-1L);
      case USERS_REMEMBERED -> (long) users.remembered();
      case REVOCATIONS_REMEMBERED -> (long) revocations.map(Revocations::size).orElse(-1);
      case ADDRESSES_THROTTLED -> (long) badTokens.map(BadTokens::full).orElse(-1);
      case POLL_AGE -> age(revocations.map(Revocations::followedAt));
      case PURGE_AGE -> age(purge.flatMap(Purge::ranAt));
      case LOGIN_SECONDS -> counters.of(measure) / NANOS;
      default -> counters.of(measure);
    };
  }

  private static Long read(Measure measure, PoolUse pool) {
    return (long)
        switch (measure) {
          case POOL_ACTIVE -> pool.active();
          case POOL_IDLE -> pool.idle();
          case POOL_WAITING -> pool.waiting();
          default -> pool.size();
        };
  }

  private Double age(Optional<Instant> moment) {
    return moment.map(then -> Duration.between(then, clock.instant()).toMillis() / 1e3).orElse(-1d);
  }
}
