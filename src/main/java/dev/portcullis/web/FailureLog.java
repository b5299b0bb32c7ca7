package dev.portcullis.web;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells of failures in one line each, and with the stack at most once a minute for each kind of
 * cause: a database that is away for an hour fails every request, and fills no disk.
 */
final class FailureLog {
  private static final long STACK_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int MAX_KINDS = 100;

  private final System.Logger log;
  private final LongSupplier nanoTime;
  private final Map<String, Long> stacksTold = new HashMap<>();

  /** Tells by this log; {@code nanoTime} runs as that of {@link System} does. */
  FailureLog(System.Logger log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
  }

  /** Tells what has failed; text of the request in {@code line} must be fit for a log by now. */
  void tell(System.Logger.Level level, String line, Throwable failure) {
    Throwable root = rootOf(failure);
    if (wantsStack(root.getClass().getName())) {
      log.log(level, line, failure);
    } else {
      log.log(level, line + ": " + Shown.cut(root.toString()));
    }
  }

  private synchronized boolean wantsStack(String kind) {
    long now = nanoTime.getAsLong();
    Long before = stacksTold.get(kind);
    if (before != null && now - before < STACK_EVERY_NANOS) {
      return false;
    }
    if (stacksTold.size() >= MAX_KINDS) {
      stacksTold.clear();
    }
    stacksTold.put(kind, now);
    return true;
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; depth < MAX_KINDS && root.getCause() != null; depth++) {
      root = root.getCause();
    }
    return root;
  }
}
