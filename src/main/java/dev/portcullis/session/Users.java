package dev.portcullis.session;

import dev.portcullis.store.UserRow;
import dev.portcullis.store.UserTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The users of the application, remembered for a short time so that a request with a token does not
 * ask the database who its user is.
 *
 * <p>Two requests that miss at once both read the row; nobody waits for anybody.
 */
public final class Users {
  /** Bounds the memory: about a kilobyte each. */
  private static final int MAX_REMEMBERED = 10_000;

  private final UserTable table;
  private final Duration maxAge;
  private final InstantSource clock;
  private final ConcurrentHashMap<String, Remembered> remembered = new ConcurrentHashMap<>();

  /** A row read less than {@code maxAge} ago is used again; zero reads it for every request. */
  public Users(UserTable table, Duration maxAge, InstantSource clock) {
    this.table = table;
    this.maxAge = maxAge;
    this.clock = clock;
  }

  /** The user with this id, as the database had it at most {@code maxAge} ago. */
  Optional<UserRow> recentById(String id) {
    Instant now = clock.instant();
    Remembered known = remembered.get(id);
    if (known != null && now.isBefore(known.readAt().plus(maxAge))) {
      return Optional.of(known.user());
    }
    return byId(id);
  }

  /** The user with this id, as the database has it now. */
  Optional<UserRow> byId(String id) {
    Instant readAt = clock.instant();
    Optional<UserRow> user = table.findById(id);
    // Unknown ids are not remembered: they come from outside and would fill the memory.
    user.ifPresentOrElse(row -> remember(row, readAt), () -> remembered.remove(id));
    return user;
  }

  /** The user who logs in with exactly this, as the database has it now. */
  Optional<UserRow> byLogin(String login) {
    return table.findByLogin(login);
  }

  /** Whether the user may be let in now: active, not locked and not expired. */
  boolean isOpen(UserRow user) {
    return user.isOpen(clock.instant());
  }

  /** An id as the claim {@code user_id} carries it: a number where the database has numbers. */
  Object idClaim(String id) {
    return table.idsAreNumbers() ? (Object) Long.valueOf(id) : id;
  }

  private void remember(UserRow user, Instant readAt) {
    if (remembered.size() >= MAX_REMEMBERED) {
      remembered.values().removeIf(old -> !readAt.isBefore(old.readAt().plus(maxAge)));
      if (remembered.size() >= MAX_REMEMBERED) {
        remembered.clear();
      }
    }
    remembered.put(user.id(), new Remembered(user, readAt));
  }

  private record Remembered(UserRow user, Instant readAt) {}
}
