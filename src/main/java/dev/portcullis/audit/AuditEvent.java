package dev.portcullis.audit;

import dev.portcullis.Scheme;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Something that happened: what, how it ended, and as far as it is known to whom and where. */
public final class AuditEvent {
  private final Map<String, String> fields = new LinkedHashMap<>();

  private AuditEvent(String event, String outcome) {
    fields.put("event", event);
    fields.put("outcome", outcome);
  }

  /**
   * An event of which no more is known yet.
   *
   * @param outcome {@code ok}, or the code of a refusal
   */
  public static AuditEvent of(String event, String outcome) {
    return new AuditEvent(event, outcome);
  }

  /** The id of the user. */
  public AuditEvent user(String id) {
    return with("user", id);
  }

  /** The digest of what was typed, which need not be anybody's name, or may be a password. */
  public AuditEvent userDigest(String digest) {
    return with("user_digest", digest);
  }

  /** Where the client is. */
  public AuditEvent address(String address) {
    return with("address", address);
  }

  /** With what it was, or what it gave. */
  public AuditEvent scheme(Scheme scheme) {
    return with("scheme", scheme.keyword());
  }

  /** The login session; empty if there is none. */
  public AuditEvent session(Optional<String> sid) {
    sid.ifPresent(id -> fields.put("sid", id));
    return this;
  }

  /** How the deployer has set a parameter, as it may be shown. */
  public AuditEvent setting(String name, String shown) {
    return with("setting." + name, shown);
  }

  private AuditEvent with(String name, String value) {
    fields.put(name, value);
    return this;
  }

  String name() {
    return fields.getOrDefault("event", "");
  }

  String outcome() {
    return fields.getOrDefault("outcome", "");
  }

  Map<String, String> fields() {
    return fields;
  }
}
