package dev.portcullis;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who a request comes from: the principal that the application sees in {@code getUserPrincipal()}.
 *
 * <p>What it says of the user is what the database said, not what was typed or sent.
 *
 * @param id the user's id, as text
 * @param name the principal's name: {@code getRemoteUser()}
 * @param username the name the user logs in with
 * @param email the e-mail address; empty if the user has none
 * @param roles the roles as {@code isUserInRole()} knows them
 * @param scheme how the identity was proved
 * @param sessionId the login session ({@code sid}) behind a JWT; empty for static tokens
 * @param claims the claims of a JWT; empty for static tokens
 */
public record Identity(
    String id,
    String name,
    String username,
    Optional<String> email,
    Set<String> roles,
    Scheme scheme,
    Optional<String> sessionId,
    Map<String, Object> claims)
    implements Principal {

  public Identity {
    roles = Set.copyOf(roles);
    claims = Map.copyOf(claims);
  }

  @Override
  public String getName() {
    return name;
  }

  /** Whether the user has this role; case counts. */
  public boolean hasRole(String role) {
    return roles.contains(role);
  }

  /** The name alone, as applications print a principal. */
  @Override
  public String toString() {
    return name;
  }
}
