package dev.portcullis.boot;

import static java.lang.System.Logger.Level.WARNING;

import dev.portcullis.AuditListener;
import dev.portcullis.AuditRecord;
import dev.portcullis.StoreException;
import dev.portcullis.audit.AuditQueue;
import dev.portcullis.config.AuditSettings;
import dev.portcullis.config.ConfigException;
import dev.portcullis.store.AuditTable;
import dev.portcullis.store.Database;
import dev.portcullis.watch.Counters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the audit goes beside the log: each on a thread of its own, so that none waits for another.
 */
final class AuditTrail implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AuditTrail.class.getName());
  private static final Duration EVERY = Duration.ofMillis(500);

  private final List<AuditQueue> queues = new ArrayList<>();
  private final List<Background> threads = new ArrayList<>();
  private final Optional<AuditTable> table;
  private Runnable last = () -> {};

  /**
   * Queues that do nothing until they are started.
   *
   * @throws ConfigException if there is no such listener
   */
  AuditTrail(AuditSettings settings, Database database, String prefix, Counters counters) {
    table = settings.table() ? Optional.of(new AuditTable(database, prefix)) : Optional.empty();
    if (table.isPresent()) {
      AuditQueue queue = new AuditQueue(table.get()::insert, counters);
      last = queue::drain;
      follow("Writing the audit", queue);
    }
    if (settings.listener().isPresent()) {
      AuditListener listener = listener(settings.listener().get());
      follow("Telling of the audit", new AuditQueue(new Telling(listener), counters));
    }
  }

  private void follow(String doing, AuditQueue queue) {
    Background thread = new Background(1);
    thread.repeat(doing, EVERY, queue::drain);
    queues.add(queue);
    threads.add(thread);
  }

  /** The ways out of the requests. */
  List<AuditQueue> queues() {
    return queues;
  }

  /** The table, if there is one. */
  Optional<AuditTable> table() {
    return table;
  }

  void start() {
    threads.forEach(Background::start);
  }

  /** Ends the threads; what still waits for the table is written down, if it can be. */
  @Override
  public void close() {
    threads.forEach(Background::close);
    try {
      last.run();
    } catch (StoreException e) {
      LOG.log(WARNING, "The last of the audit could not be written to its table", e);
    }
  }

  /** Tells the listener, and of its failures those that follow a success. */
  private static final class Telling implements AuditQueue.Sink {
    private final AuditListener listener;
    private boolean fails;

    Telling(AuditListener listener) {
      this.listener = listener;
    }

    @Override
    public int take(List<AuditRecord> events) {
      int lost = 0;
      for (AuditRecord event : events) {
        try {
          listener.happened(event);
          fails = false;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
          lost++;
          if (!fails) {
            LOG.log(WARNING, "The audit's listener failed", e);
          }
          fails = true;
        }
      }
      return lost;
    }
  }

  // The class is the application's, and we may live in a loader above it.
  private static AuditListener listener(String name) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context != null ? context : AuditTrail.class.getClassLoader();
    try {
      return Class.forName(name, true, loader)
          .asSubclass(AuditListener.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
      throw new ConfigException(
          List.of(
              "audit-listener = \"%s\": cannot be made (%s); want a public class that implements %s and has a public constructor without parameters"
                  .formatted(name, e, AuditListener.class.getName())));
    }
  }
}
