package dev.portcullis.boot;

import dev.portcullis.store.KeyRow;
import dev.portcullis.store.KeyTable;
import dev.portcullis.store.UserMapping;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps our tables to the users they were begun with: a token says no more of its user than an id,
 * and of two applications with different users and one {@code table-prefix} each would take the
 * other's user of the same id for its own.
 */
final class UserOrigin {
  private static final String PURPOSE = "users";

  private UserOrigin() {}

  /** What is wrong if our tables belong to other users than these; empty if they do not. */
  static Optional<String> problem(KeyTable table, UserMapping mapping, String prefix) {
    String origin = mapping.users().origin();
    String kept =
        table
            .newest(PURPOSE)
            .orElseGet(
                () -> {
                  // No key, and so of no age.
                  table.insert(
                      new KeyRow(prefix + PURPOSE, PURPOSE, "text", origin, Instant.EPOCH, 1));
                  return table.newest(PURPOSE).orElseThrow();
                })
            .material();
    return kept.equals(origin)
        ? Optional.empty()
        : Optional.of(
            ("table-prefix = \"%s\": our tables of that name hold tokens of the users in %s, not of"
                    + " those in %s; set another table-prefix, or if they are the same users with"
                    + " the same ids, delete the row \"%s\" of %ssigning_key")
                .formatted(prefix, kept, origin, prefix + PURPOSE, prefix));
  }
}
