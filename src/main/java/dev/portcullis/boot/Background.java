package dev.portcullis.boot;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What is done beside the requests, by one thread that ends with the application. */
final class Background implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Background.class.getName());
  private static final long CLOSING_SECONDS = 10;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "portcullis-background");
            thread.setDaemon(true);
            return thread;
          });

  /** Runs the task again and again, this long after its last run has ended. */
  void every(Duration interval, Runnable task) {
    var unused =
        thread.scheduleWithFixedDelay(
            () -> runSafely(task), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "A background task does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A scheduler drops a task that throws; ours are to run for years. */
  private static void runSafely(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(System.Logger.Level.ERROR, "A background task failed", e);
    }
  }
}
