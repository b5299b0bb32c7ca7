package dev.portcullis.store;

import java.time.Instant;
import java.util.Optional;

/**
 * One login by JWT: a family of refresh tokens of which one at a time is good.
 *
 * <p>All moments are to the millisecond.
 *
 * @param sid the session's id, 32 digits of hex
 * @param userId whose it is
 * @param createdAt when the user logged in
 * @param lastUsedAt when it was last refreshed
 * @param expiresAt when the newest refresh token ends; from then on the session is over
 * @param jti the id of the refresh token that is good now, 32 digits of hex
 * @param previousJti the one before
 * @param rotatedAt when the one before was replaced
 * @param client what logged in, for people to read; at most 200 characters
 * @param address from where, at most 45 ASCII characters
 * @param passwordMark what the user's password was at login, as a keyed mark of at most 32 ASCII
 *     characters; empty if it does not matter
 * @param endedAt when it was ended before its time
 */
public record SessionRow(
    String sid,
    String userId,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt,
    String jti,
    Optional<String> previousJti,
    Optional<Instant> rotatedAt,
    String client,
    String address,
    String passwordMark,
    Optional<Instant> endedAt) {

  /** The row as {@link SessionTable#rotate} leaves it. */
  public SessionRow rotatedTo(String toJti, Instant at, Instant newExpiresAt) {
    return new SessionRow(
        sid,
        userId,
        createdAt,
        at,
        newExpiresAt,
        toJti,
        Optional.of(jti),
        Optional.of(at),
        client,
        address,
        passwordMark,
        endedAt);
  }
}
