package dev.portcullis.store;

import java.util.Optional;
import java.util.Set;

/**
 * A user as the application's own tables have it.
 *
 * @param id the user's id as text
 * @param username the name the user logs in with, as stored
 * @param password what is stored of the password; empty if there is none, and then nothing fits it
 * @param email the e-mail address
 * @param active whether the user may log in
 * @param roles the roles, as stored
 * @param salt what the password was salted with, where a column of its own has that
 */
public record UserRow(
    String id,
    String username,
    String password,
    Optional<String> email,
    boolean active,
    Set<String> roles,
    Optional<String> salt) {

  /** Copies the roles. */
  public UserRow {
    roles = Set.copyOf(roles);
  }

  /** A user whose stored password has its salt within, or none. */
  public UserRow(
      String id,
      String username,
      String password,
      Optional<String> email,
      boolean active,
      Set<String> roles) {
    this(id, username, password, email, active, roles, Optional.empty());
  }

  /** Everything but the password and its salt. */
  @Override
  public String toString() {
    return "UserRow[id=%s, username=%s, password=****, email=%s, active=%s, roles=%s]"
        .formatted(id, username, email.orElse(""), active, roles);
  }
}
