package dev.portcullis.store;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A user as the application's own tables have it.
 *
 * @param id the user's id as text
 * @param username the name the user logs in with, as stored
 * @param password what is stored of the password; empty if there is none, and then nothing fits it
 * @param salt what a column of its own has as the password's salt
 * @param email the e-mail address
 * @param state whether the user may log in
 * @param roles the roles, as stored
 * @param claims what goes into the user's tokens
 */
public record UserRow(
    String id,
    String username,
    String password,
    Optional<String> salt,
    Optional<String> email,
    UserState state,
    Set<String> roles,
    Map<String, Object> claims) {

  /** Copies the collections. */
  public UserRow {
    roles = Set.copyOf(roles);
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
  }

  /** A user of whom nothing goes into tokens. */
  public UserRow(
      String id,
      String username,
      String password,
      Optional<String> salt,
      Optional<String> email,
      UserState state,
      Set<String> roles) {
    this(id, username, password, salt, email, state, roles, Map.of());
  }

  /** Whether the user may log in, and is known by tokens, at this moment. */
  public boolean isOpen(Instant now) {
    return state.isOpen(now);
  }

  /** The same user with these roles too. */
  UserRow with(Set<String> more) {
    Set<String> all = new HashSet<>(roles);
    all.addAll(more);
    return new UserRow(id, username, password, salt, email, state, all, claims);
  }

  /** Everything but the password, its salt and what only tokens tell. */
  @Override
  public String toString() {
    return "UserRow[id=%s, username=%s, password=****, email=%s, state=%s, roles=%s]"
        .formatted(id, username, email.orElse(""), state, roles);
  }
}
