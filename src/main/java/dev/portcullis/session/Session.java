package dev.portcullis.session;

import dev.portcullis.store.SessionRow;
import java.time.Instant;

/**
 * A login session as its user may see it.
 *
 * @param id by which it can be ended; no credential
 * @param createdAt when the user logged in
 * @param lastUsedAt when its refresh token was last rotated
 * @param expiresAt when its refresh token ends
 * @param client what the client called itself at login
 * @param address where the login came from
 * @param isCurrent whether it is the one that asks
 */
public record Session(
    String id,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt,
    String client,
    String address,
    boolean isCurrent) {

  static Session of(SessionRow row, boolean isCurrent) {
    return new Session(
        row.sid(),
        row.createdAt(),
        row.lastUsedAt(),
        row.expiresAt(),
        row.client(),
        row.address(),
        isCurrent);
  }
}
