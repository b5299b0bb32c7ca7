package dev.portcullis.boot;

import static java.lang.System.Logger.Level.DEBUG;

import dev.portcullis.jwt.JwtAlgorithm;
import dev.portcullis.jwt.JwtKey;
import dev.portcullis.jwt.KeyRing;
import java.util.List;

/**
 * Loads the classes that JWTs want, some hundreds, while the database is being opened: at a cold
 * start they take about as long as a connection.
 *
 * <p>Nothing depends on it. What fails here fails again, and is told, where the classes are used.
 */
final class EarlyLoading {
  private static final System.Logger LOG = System.getLogger(EarlyLoading.class.getName());

  private final Thread thread = new Thread(EarlyLoading::load, "portcullis-loading");

  private EarlyLoading() {}

  /** Begins, on a thread of its own. */
  static EarlyLoading begin() {
    EarlyLoading loading = new EarlyLoading();
    loading.thread.setDaemon(true);
    loading.thread.start();
    return loading;
  }

  /**
   * Waits for the end: no thread of ours outlives a start that failed, and no class is initialized
   * by two threads, which might wait for each other.
   */
  void await() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A key of zeros, which is forgotten at once. */
  private static void load() {
    try {
      KeyRing ring = KeyRing.of(List.of(JwtKey.hmac(JwtAlgorithm.HS256, new byte[32])));
      LOG.log(DEBUG, () -> "Loaded what " + ring.all().size() + " key wants");
    } catch (RuntimeException | LinkageError e) {
      LOG.log(DEBUG, "Loading classes early failed", e);
    }
  }
}
