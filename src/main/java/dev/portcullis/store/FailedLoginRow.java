package dev.portcullis.store;

import java.time.Instant;

/**
 * What is known of the logins of an account, of an address, or of one from the other.
 *
 * @param failures how many have failed in a row, with no long pause between them
 * @param lastAt when the last one did
 * @param goodUntil until when a success is remembered
 */
public record FailedLoginRow(int failures, Instant lastAt, Instant goodUntil) {}
