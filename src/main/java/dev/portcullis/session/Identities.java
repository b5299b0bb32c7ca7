package dev.portcullis.session;

import dev.portcullis.Identity;
import dev.portcullis.Scheme;
import dev.portcullis.store.UserRow;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the principal that the application sees out of a user's row. */
public final class Identities {
  private final Function<UserRow, String> principalName;
  private final String rolePrefix;

  /**
   * Identities named by {@code principalName}; a role in the database that begins with {@code
   * rolePrefix} is known to the application without it.
   */
  public Identities(Function<UserRow, String> principalName, String rolePrefix) {
    this.principalName = principalName;
    this.rolePrefix = rolePrefix;
  }

  /** An identity that needs no more than the user: proved by password or by static token. */
  Identity of(UserRow user, Scheme scheme) {
    return of(user, scheme, Optional.empty(), Map.of());
  }

  /** An identity proved by a JWT of the session {@code sessionId}. */
  Identity of(UserRow user, Scheme scheme, Optional<String> sessionId, Map<String, Object> claims) {
    return new Identity(
        user.id(),
        principalName.apply(user),
        user.username(),
        user.email(),
        rolesOf(user),
        scheme,
        sessionId,
        claims);
  }

  private Set<String> rolesOf(UserRow user) {
    if (rolePrefix.isEmpty()) {
      return user.roles();
    }
    return user.roles().stream()
        .map(role -> role.startsWith(rolePrefix) ? role.substring(rolePrefix.length()) : role)
        .collect(Collectors.toUnmodifiableSet());
  }
}
