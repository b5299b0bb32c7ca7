package dev.portcullis.store;

import java.time.Instant;

/**
 * A static token, of which nothing usable is stored.
 *
 * @param digest SHA-256 of the token, 64 digits of lower-case hex
 * @param userId whose it is
 * @param slot which of the user's tokens it is, at most 64 ASCII characters; empty where each user
 *     has one
 * @param nonce what the token was derived from besides the server's key, 32 digits of hex
 * @param createdAt when, to the millisecond
 * @param lastUsedAt when it was last used, as far as that is noted
 * @param client what the client called itself at login, at most 200 characters
 */
public record TokenRow(
    String digest,
    String userId,
    String slot,
    String nonce,
    Instant createdAt,
    Instant lastUsedAt,
    String client) {}
