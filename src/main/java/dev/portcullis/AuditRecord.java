package dev.portcullis;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something that was audited. It never holds a password, a token or what somebody has typed.
 *
 * <p>Immutable, and may be kept.
 */
public final class AuditRecord {
  private final Instant time;
  private final Map<String, String> fields;

  /** Something that happened at this time, with all that is known of it. */
  public AuditRecord(Instant time, Map<String, String> fields) {
    this.time = time;
    this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** When it happened, by the clock of the node. */
  public Instant time() {
    return time;
  }

  /** What happened, such as {@code login}. */
  public String event() {
    return fields.getOrDefault("event", "");
  }

  /** How it ended: {@code ok}, or the code of the refusal. */
  public String outcome() {
    return fields.getOrDefault("outcome", "");
  }

  /** The id of the user, if one is known. */
  public Optional<String> user() {
    return field("user");
  }

  /** A digest of what was typed as a name, the same for the same account; at failed logins. */
  public Optional<String> userDigest() {
    return field("user_digest");
  }

  /** Where the client is, if there was one. */
  public Optional<String> address() {
    return field("address");
  }

  /** {@code Token} or {@code Bearer}, as far as it mattered. */
  public Optional<String> scheme() {
    return field("scheme");
  }

  /** The login session, if there is one. */
  public Optional<String> session() {
    return field("sid");
  }

  /** All of it, by the names and in the order of the audit's lines. */
  public Map<String, String> fields() {
    return fields;
  }

  private Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  @Override
  public String toString() {
    return time + " " + fields;
  }
}
