package dev.portcullis.session;

import dev.portcullis.AuthError;
import dev.portcullis.Scheme;
import dev.portcullis.audit.Audit;
import dev.portcullis.audit.AuditEvent;
import java.util.Optional;

/**
 * Writes down how logins ended. Of one that failed it tells a digest of what was typed, the same
 * for the same account: people type passwords where names belong.
 */
public final class LoginAudit {
  private static final int DIGITS = 16;

  private final Audit audit;
  private final byte[] key;

  /**
   * @param key for the digests, of at least 32 bytes, the same on all nodes
   */
  public LoginAudit(Audit audit, byte[] key) {
    this.audit = audit;
    this.key = key.clone();
  }

  void succeeded(KnownUser user, Client client, Scheme scheme, Optional<String> sid) {
    audit.tell(
        AuditEvent.of("login", "ok")
            .user(user.row().id())
            .address(client.address())
            .scheme(scheme)
            .session(sid));
  }

  /** Somebody with the right to do so has unlocked an account. */
  public void unlocked(String username) {
    audit.tell(AuditEvent.of("unlock", "ok").userDigest(digest(username)));
  }

  /** The same for an address. */
  public void unlockedAddress(String address) {
    audit.tell(AuditEvent.of("unlock", "ok").address(address));
  }

  void failed(String username, Client client, AuthError error) {
    audit.tell(
        AuditEvent.of("login", error.code())
            .userDigest(digest(username))
            .address(client.address()));
  }

  private String digest(String username) {
    return LoginSubjects.of(key, username, "").account().substring(0, DIGITS);
  }
}
