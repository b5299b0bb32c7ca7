package dev.portcullis.session;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.StoreException;
import dev.portcullis.password.PasswordHashes;
import dev.portcullis.store.PasswordColumn;
import dev.portcullis.store.UserRow;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Decides whether a name and a password belong together.
 *
 * <p>Whoever is refused learns nothing from it: a wrong password, an unknown user and an inactive
 * one get the same answer and cost the same hash. A hash takes a processor core for a tenth of a
 * second or so; as many run at once as there are cores, so that a flood of logins cannot starve the
 * requests of those who are logged in already.
 */
public final class PasswordLogin {
  private static final System.Logger LOG = System.getLogger(PasswordLogin.class.getName());
  private static final Duration MAX_WAIT = Duration.ofSeconds(10);

  private final Users users;
  private final PasswordHashes hashes;
  private final Semaphore cores;
  private final Optional<PasswordColumn> upgrades;

  /**
   * Logins that compute at most {@code hashesAtOnce} password hashes at any time.
   *
   * @param upgrades where passwords are stored anew whose hash is not the preferred one; empty if
   *     they are left as they are
   */
  public PasswordLogin(
      Users users, PasswordHashes hashes, int hashesAtOnce, Optional<PasswordColumn> upgrades) {
    this.users = users;
    this.hashes = hashes;
    this.cores = new Semaphore(hashesAtOnce);
    this.upgrades = upgrades;
  }

  /** What hashing has shown. */
  private record Outcome(boolean proved, Optional<String> replacement) {}

  /**
   * The active user with this name and this password; empty if there is none, whatever the reason.
   *
   * @throws AuthException with {@code UNAVAILABLE} if no core came free within ten seconds
   */
  public Optional<UserRow> login(String username, String password) {
    Optional<UserRow> user = users.byUsername(username);
    Outcome outcome = withACore(() -> outcome(user, password));
    if (!outcome.proved()) {
      return Optional.empty();
    }
    outcome.replacement().ifPresent(hash -> store(user.orElseThrow(), hash));
    return user;
  }

  private Outcome outcome(Optional<UserRow> user, String password) {
    boolean proved = user.isPresent() ? proves(user.get(), password) : burn(password);
    return new Outcome(
        proved, proved ? replacement(user.orElseThrow(), password) : Optional.empty());
  }

  private boolean proves(UserRow user, String password) {
    boolean matches = hashes.matches(password, user.password(), user.salt());
    if (matches && !user.active()) {
      hashes.pad(password, user.password(), user.salt());
    }
    return matches && user.active();
  }

  private boolean burn(String password) {
    hashes.burn(password);
    return false;
  }

  private Optional<String> replacement(UserRow user, String password) {
    if (upgrades.isEmpty() || !hashes.needsUpgrade(user.password())) {
      return Optional.empty();
    }
    try {
      return Optional.of(hashes.encode(password));
    } catch (IllegalArgumentException e) { // Too long for bcrypt: the old hash has to stay.
      return Optional.empty();
    }
  }

  // Who has shown the right password is let in, whatever becomes of its hash.
  private void store(UserRow user, String hash) {
    try {
      upgrades.orElseThrow().replace(user, hash);
    } catch (StoreException e) {
      // Without the cause: drivers tell in its message the value that does not fit, a fresh hash.
      LOG.log(
          Level.ERROR,
          "The password of user {0} keeps its old hash; {1} failed: {2}",
          user.id(),
          e.getMessage(),
          e.getCause() == null ? "" : e.getCause().getClass().getName());
    }
  }

  private <T> T withACore(Supplier<T> work) {
    try {
      if (!cores.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AuthException(AuthError.UNAVAILABLE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuthException(AuthError.UNAVAILABLE);
    }
    try {
      return work.get();
    } finally {
      cores.release();
    }
  }
}
