package dev.portcullis.boot;

import dev.portcullis.session.BadTokens;
import dev.portcullis.session.LoginAudit;
import dev.portcullis.session.LoginThrottle;
import java.util.Optional;

/** Lets those in again who have been made to wait. */
final class Unlocking {
  private final Optional<LoginThrottle> throttle;
  private final Optional<BadTokens> badTokens;
  private final LoginAudit audit;

  /** Without {@code throttle} nobody is locked out, without {@code badTokens} all are looked at. */
  Unlocking(Optional<LoginThrottle> throttle, Optional<BadTokens> badTokens, LoginAudit audit) {
    this.throttle = throttle;
    this.badTokens = badTokens;
    this.audit = audit;
  }

  /** Forgets the failed logins of an account, on all nodes. */
  void account(String username) {
    throttle.ifPresent(known -> known.unlock(username));
    audit.unlocked(username);
  }

  /** Forgets the failed logins from an address on all nodes, and its bad tokens on this one. */
  void address(String address) {
    throttle.ifPresent(known -> known.unlockAddress(address));
    badTokens.ifPresent(known -> known.forget(address));
    audit.unlockedAddress(address);
  }
}
