package dev.portcullis.session;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.password.PasswordHashes;
import dev.portcullis.store.UserRow;
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
  private static final Duration MAX_WAIT = Duration.ofSeconds(2);

  /** Whoever waits holds a thread of the container; more than these are sent away at once. */
  private static final int MAX_WAITING_PER_CORE = 4;

  private final Users users;
  private final PasswordHashes hashes;
  private final Semaphore cores;
  private final int maxWaiting;
  private final Optional<PasswordUpgrade> upgrade;
  private final Optional<LoginThrottle> throttle;

  /**
   * Logins that compute at most {@code hashesAtOnce} password hashes at any time.
   *
   * @param upgrade how passwords are stored anew whose hash is not the preferred one; empty if they
   *     are left as they are
   * @param throttle what makes guessing slow; empty if nothing does
   */
  public PasswordLogin(
      Users users,
      PasswordHashes hashes,
      int hashesAtOnce,
      Optional<PasswordUpgrade> upgrade,
      Optional<LoginThrottle> throttle) {
    this.users = users;
    this.hashes = hashes;
    this.cores = new Semaphore(hashesAtOnce);
    this.maxWaiting = hashesAtOnce * MAX_WAITING_PER_CORE;
    this.upgrade = upgrade;
    this.throttle = throttle;
  }

  /** What hashing has shown. */
  private record Outcome(boolean proved, Optional<String> replacement) {}

  /**
   * The active user with this name and this password; empty if there is none, whatever the reason.
   *
   * @throws AuthException with {@code UNAVAILABLE} if no core came free within two seconds, or too
   *     many wait already; with {@code THROTTLED} if too many have failed lately
   */
  Optional<KnownUser> login(String username, String password, Client client) {
    return guard(username, client, () -> tried(username, password));
  }

  private Optional<KnownUser> tried(String username, String password) {
    Optional<KnownUser> user = users.byLogin(username);
    Outcome outcome = withACore(() -> outcome(user, password));
    if (!outcome.proved()) {
      return Optional.empty();
    }
    return outcome.replacement().isPresent()
        ? stored(user.orElseThrow(), outcome.replacement().get())
        : user;
  }

  /**
   * What is to be stored of {@code replacement}, if the user has this password; empty if not. It
   * costs what a login costs, and waits in the same line.
   *
   * @throws AuthException with {@code UNAVAILABLE} or {@code THROTTLED} as a login does
   * @throws IllegalArgumentException if the replacement cannot be stored
   */
  Optional<String> exchange(KnownUser user, String password, String replacement, Client client) {
    return guard(
        user.row().username(),
        client,
        () ->
            withACore(
                () ->
                    proves(user, password)
                        ? Optional.of(hashes.encode(replacement))
                        : Optional.empty()));
  }

  private <T> Optional<T> guard(String account, Client client, Supplier<Optional<T>> proof) {
    return throttle.isPresent() ? throttle.get().guard(account, client, proof) : proof.get();
  }

  /** Whether the user, as the database has it now, still has the password that was proved. */
  boolean isStill(KnownUser user) {
    return users.hasStill(user);
  }

  private Outcome outcome(Optional<KnownUser> user, String password) {
    if (user.isEmpty()) {
      hashes.burn(password);
      return new Outcome(false, Optional.empty());
    }
    boolean proved = proves(user.get(), password);
    return new Outcome(proved, proved ? replacement(user.get().row(), password) : Optional.empty());
  }

  private boolean proves(KnownUser user, String password) {
    UserRow row = user.row();
    boolean matches = hashes.matches(password, row.password(), row.salt());
    if (matches && !users.isOpen(user)) {
      hashes.pad(password, row.password(), row.salt());
      return false;
    }
    return matches;
  }

  private Optional<String> replacement(UserRow user, String password) {
    if (upgrade.isEmpty() || !hashes.needsUpgrade(user.password())) {
      return Optional.empty();
    }
    try {
      return Optional.of(hashes.encode(password));
    } catch (IllegalArgumentException e) { // Too long for bcrypt: the old hash has to stay.
      return Optional.empty();
    }
  }

  /** The user as stored anew: what begins now must know the password by its new hash. */
  private Optional<KnownUser> stored(KnownUser user, String hash) {
    return upgrade.orElseThrow().store(user, hash)
        ? users.byId(user.row().id()).filter(users::isOpen)
        : Optional.of(user);
  }

  private <T> T withACore(Supplier<T> work) {
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
      return work.get();
    } finally {
      cores.release();
    }
  }
}
