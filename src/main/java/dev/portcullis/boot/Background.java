package dev.portcullis.boot;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.portcullis.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What an application's Portcullis does beside the requests, on threads of its own.
 *
 * <p>Of which there are enough that a slow task does not keep the quick one waiting that follows
 * the revocations.
 */
final class Background implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Background.class.getName());
  private static final Duration MAX_WAIT_FOR_END = Duration.ofSeconds(5);

  private final List<Runnable> beginnings = new ArrayList<>();
  private final ScheduledExecutorService threads;

  /** Without a thread until something is to be done. */
  Background(int size) {
    threads =
        Executors.newScheduledThreadPool(
            size,
            task -> {
              Thread thread = new Thread(task, "portcullis");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Does this again and again, with this much time in between, from the start until closed. A
   * failure is told once and the next try comes in its time.
   */
  void repeat(String doing, Duration every, Runnable task) {
    repeat(doing, every, every, task);
  }

  /** Does this once, at the start; a failure is told. */
  void once(String doing, Runnable task) {
    beginnings.add(
        () ->
            threads.execute(
                () -> {
                  try {
                    task.run();
                  } catch (RuntimeException | LinkageError e) {
                    LOG.log(WARNING, doing + " failed", e);
                  }
                }));
  }

  /** The same, but for the first time at once. */
  void repeatFromNowOn(String doing, Duration every, Runnable task) {
    repeat(doing, Duration.ZERO, every, task);
  }

  /** Does this once, as soon as it is started. */
  void once(Runnable task) {
    beginnings.add(() -> threads.execute(task));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The task never ends, and tells its failures.
  private void repeat(String doing, Duration first, Duration every, Runnable task) {
    AtomicBoolean fails = new AtomicBoolean();
    Runnable told =
        () -> {
          try {
            task.run();
            if (fails.getAndSet(false)) {
              LOG.log(INFO, doing + " works again");
            }
          } catch (StoreException e) {
            if (!fails.getAndSet(true)) {
              LOG.log(WARNING, doing + " fails; it is tried again every " + every, e);
            }
          } catch (RuntimeException e) {
            // Swallowed by the executor it would end the repetition, and nobody would know.
            LOG.log(WARNING, doing + " failed unexpectedly", e);
          }
        };
    beginnings.add(
        () ->
            threads.scheduleWithFixedDelay(
                told, first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Begins what was asked for; a second call, or one after the end, does nothing. */
  synchronized void start() {
    if (!threads.isShutdown()) {
      beginnings.forEach(Runnable::run);
    }
    beginnings.clear();
  }

  /** Ends the threads, and waits a few seconds for what they are at. */
  @Override
  public synchronized void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(MAX_WAIT_FOR_END.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(WARNING, "A task of the background does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
