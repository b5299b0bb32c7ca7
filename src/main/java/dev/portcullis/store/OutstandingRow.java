package dev.portcullis.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A listed refresh token and what has become of it.
 *
 * @param id the row's
 * @param token the token
 * @param blacklistedAt when it was blacklisted, by a logout or by a rotation; empty: it is good
 */
public record OutstandingRow(long id, OutstandingToken token, Optional<Instant> blacklistedAt) {

  /** Whether it can still be used, unless it has expired. */
  public boolean isGood() {
    return blacklistedAt.isEmpty();
  }
}
