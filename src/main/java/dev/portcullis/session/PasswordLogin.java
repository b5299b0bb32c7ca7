package dev.portcullis.session;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.password.PasswordHashes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Decides whether a name and a password belong together.
 *
 * <p>Whoever is refused learns nothing from it: a wrong password, an unknown user and an inactive
 * one get the same answer and cost the same hash. A hash takes a processor core for a tenth of a
 * second or so; as many run at once as there are cores, so that a flood of logins cannot starve the
 * requests of those who are logged in already.
 */
public final class PasswordLogin {
  private static final Duration MAX_WAIT = Duration.ofSeconds(2);

  /** Whoever waits holds a thread of the container; more than these are sent away at once. */
  private static final int MAX_WAITING_PER_CORE = 4;

  private final Users users;
  private final PasswordHashes hashes;
  private final Semaphore cores;
  private final int maxWaiting;

  /** Logins that compute at most {@code hashesAtOnce} password hashes at any time. */
  public PasswordLogin(Users users, PasswordHashes hashes, int hashesAtOnce) {
    this.users = users;
    this.hashes = hashes;
    this.cores = new Semaphore(hashesAtOnce);
    this.maxWaiting = hashesAtOnce * MAX_WAITING_PER_CORE;
  }

  /**
   * The active user with this name and this password; empty if there is none, whatever the reason.
   *
   * @throws AuthException with {@code UNAVAILABLE} if no core came free within two seconds, or too
   *     many wait already
   */
  Optional<KnownUser> login(String username, String password) {
    Optional<KnownUser> user = users.byUsername(username);
    boolean matches = withACore(() -> matches(user, password));
    return matches ? user.filter(KnownUser::isActive) : Optional.empty();
  }

  private boolean matches(Optional<KnownUser> user, String password) {
    if (user.isEmpty()) {
      hashes.burn(password);
      return false;
    }
    return hashes.matches(password, user.get().row().password());
  }

  private boolean withACore(BooleanSupplier work) {
    try {
      if (cores.getQueueLength() >= maxWaiting
          || !cores.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AuthException(AuthError.UNAVAILABLE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuthException(AuthError.UNAVAILABLE);
    }
    try {
      return work.getAsBoolean();
    } finally {
      cores.release();
    }
  }
}
