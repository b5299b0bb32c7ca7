package dev.portcullis.audit;

import dev.portcullis.AuditRecord;
import dev.portcullis.watch.Counters;
import dev.portcullis.watch.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * What is on its way from the requests to somewhere slow. It never keeps a request waiting: what
 * finds the queue full is dropped and counted.
 */
public final class AuditQueue {
  private static final int CAPACITY = 2_000;
  private static final int BATCH = 100;

  private final BlockingQueue<AuditRecord> waiting = new ArrayBlockingQueue<>(CAPACITY);
  private final Sink sink;
  private final Counters counters;
  private List<AuditRecord> taken = List.of();

  /** A queue to {@code sink}. */
  public AuditQueue(Sink sink, Counters counters) {
    this.sink = sink;
    this.counters = counters;
  }

  void add(AuditRecord event) {
    if (!waiting.offer(event)) {
      counters.count(Measure.AUDIT_DROPPED);
    }
  }

  /**
   * Hands over all that waits; to be run again and again.
   *
   * @throws RuntimeException if the sink does not take it now; it is handed over again next time
   */
  public synchronized void drain() {
    while (true) {
      if (taken.isEmpty()) {
        List<AuditRecord> next = new ArrayList<>(BATCH);
        waiting.drainTo(next, BATCH);
        taken = next;
      }
      if (taken.isEmpty()) {
        return;
      }
      counters.add(Measure.AUDIT_DROPPED, sink.take(taken));
      taken = List.of();
    }
  }

  /** Where events go. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes the events and says how many of them are lost.
     *
     * @throws RuntimeException if it took none of them, and may take them later
     */
    int take(List<AuditRecord> events);
  }
}
