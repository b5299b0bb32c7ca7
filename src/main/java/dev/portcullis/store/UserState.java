package dev.portcullis.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether and when a user may log in and be known by tokens.
 *
 * @param active whether the application lets the user in at all
 * @param lockedUntil when a lock ends; empty if there is none
 * @param expiresAt when the account ends; empty if it does not
 */
public record UserState(
    boolean active, Optional<Instant> lockedUntil, Optional<Instant> expiresAt) {

  /** A user whom nothing keeps out. */
  public static final UserState OPEN = new UserState(true, Optional.empty(), Optional.empty());

  /**
   * Whether the user may be let in at this moment.
   *
   * <p>A lock that ends exactly now is over, and so is an account that ends exactly now.
   */
  public boolean isOpen(Instant now) {
    return active
        && lockedUntil.filter(now::isBefore).isEmpty()
        && expiresAt.filter(end -> !now.isBefore(end)).isEmpty();
  }
}
