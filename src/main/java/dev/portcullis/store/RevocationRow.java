package dev.portcullis.store;

import java.time.Instant;

/**
 * That something ended before its time.
 *
 * @param id in the order of insertion, though rows may become visible out of order
 * @param kind what kind of thing ended, at most 16 ASCII characters
 * @param subject which one
 * @param until when it would have ended by itself, after which nobody needs to know
 */
public record RevocationRow(long id, String kind, String subject, Instant until) {
  /** The kind of a session; the subject is its id. */
  public static final String SESSION = "session";
}
