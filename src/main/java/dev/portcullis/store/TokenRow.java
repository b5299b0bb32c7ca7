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
 */
public record TokenRow(
    String digest, String userId, String slot, String nonce, Instant createdAt) {}
