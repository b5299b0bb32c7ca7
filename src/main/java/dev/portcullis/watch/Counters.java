package dev.portcullis.watch;

import java.util.EnumMap;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts without a lock and without garbage, from any number of threads. */
public final class Counters {
  private final EnumMap<Measure, LongAdder> adders = new EnumMap<>(Measure.class);

  /** Counters that all begin with zero. */
  public Counters() {
    for (Measure measure : Measure.values()) {
      adders.put(measure, new LongAdder());
    }
  }

  /** It has happened once more. */
  public void count(Measure measure) {
    adder(measure).increment();
  }

  /** So much has come to it: for seconds in nanoseconds. */
  public void add(Measure measure, long amount) {
    adder(measure).add(amount);
  }

  /** What has been counted. */
  public long of(Measure measure) {
    return adder(measure).sum();
  }

  private LongAdder adder(Measure measure) {
    return Objects.requireNonNull(adders.get(measure));
  }
}
