package dev.portcullis.session;

import dev.portcullis.StoreException;
import dev.portcullis.store.PasswordColumn;
import dev.portcullis.store.SessionTable;
import java.lang.System.Logger.Level;

/**
 * Stores a password anew at login, where its hash is not the preferred one.
 *
 * <p>The password is the same, so no session ends: those of the user learn the mark of the new hash
 * in the transaction that stores it. Access tokens know only the old one, and their clients have to
 * refresh once.
 */
public final class PasswordUpgrade {
  private static final System.Logger LOG = System.getLogger(PasswordUpgrade.class.getName());

  private final PasswordColumn column;
  private final SessionTable sessions;
  private final PasswordMarks marks;

  /** Passwords in {@code column}, and the sessions that carry marks of them. */
  public PasswordUpgrade(PasswordColumn column, SessionTable sessions, PasswordMarks marks) {
    this.column = column;
    this.sessions = sessions;
    this.marks = marks;
  }

  /**
   * Stores the hash, if the password is still the one that was read, and says whether the row is
   * another one by now. Who has shown the right password is let in, whatever becomes of its hash.
   */
  boolean store(KnownUser user, String hash) {
    try {
      sessions.replacePassword(
          column, user.row(), hash, user.passwordMark(), marks.of(user.row(), hash));
      return true;
    } catch (StoreException e) {
      // Without the cause: drivers tell in its message the value that does not fit, a fresh hash.
      LOG.log(
          Level.ERROR,
          "The password of user {0} keeps its old hash; {1} failed: {2}",
          user.row().id(),
          e.getMessage(),
          e.getCause() == null ? "" : e.getCause().getClass().getName());
      return false;
    }
  }
}
