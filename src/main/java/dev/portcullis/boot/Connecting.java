package dev.portcullis.boot;

import dev.portcullis.StoreException;
import dev.portcullis.store.Database;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A first connection to the database that another thread makes, while this one does more. */
final class Connecting {
  private final Database database;
  private final Thread thread = new Thread(this::connect, "portcullis-connecting");
  private volatile @Nullable Throwable failure;

  private Connecting(Database database) {
    this.database = database;
  }

  /** Begins; whoever calls must {@link #await} it, so that no thread of ours is left behind. */
  static Connecting begin(Database database) {
    Connecting connecting = new Connecting(database);
    connecting.thread.setDaemon(true);
    connecting.thread.start();
    return connecting;
  }

  /** Waits for the end. */
  void await() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // The connection has its own limit of time.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Why the database does not answer, once it is over; empty if it does.
   *
   * @throws RuntimeException if it failed otherwise
   */
  Optional<RuntimeException> failure() {
    // MySQL's driver throws the latter for an escape in the URL that is none.
    if (failure instanceof StoreException || failure instanceof IllegalArgumentException) {
      return Optional.of((RuntimeException) failure);
    }
    if (failure instanceof RuntimeException other) {
      throw other;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return Optional.empty();
  }

  private void connect() {
    try {
      database.ping();
      database.dialect();
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }
}
