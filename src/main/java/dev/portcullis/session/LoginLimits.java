package dev.portcullis.session;

import java.time.Duration;

/**
 * How many logins may fail, and how long one waits after that.
 *
 * @param failures of one account from one address, after which each further one makes wait
 * @param maxWait the longest wait; the first is one second, and each is twice the one before
 */
public record LoginLimits(int failures, Duration maxWait) {
  private static final int SHARED = 10;
  private static final Duration MAX_SHARED_WAIT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMinutes(15);

  /** How long one waits after so many failures of one account from one address. */
  Duration waitAfter(int failed) {
    if (failed < failures) {
      return Duration.ZERO;
    }
    Duration wait = Duration.ofSeconds(1L << Math.min(failed - failures, 30));
    return wait.compareTo(maxWait) < 0 ? wait : maxWait;
  }

  /**
   * How long one waits after so many failures of one account, wherever from, or from one address,
   * for whatever account: strangers share these numbers, so the wait is short.
   */
  Duration sharedWaitAfter(int failed) {
    if (failed < failures * SHARED) {
      return Duration.ZERO;
    }
    return MAX_SHARED_WAIT.compareTo(maxWait) < 0 ? MAX_SHARED_WAIT : maxWait;
  }

  /** The pause after which failures are forgotten. */
  Duration pause() {
    return maxWait.plus(PAUSE);
  }
}
