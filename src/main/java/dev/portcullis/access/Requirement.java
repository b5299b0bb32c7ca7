package dev.portcullis.access;

import dev.portcullis.Identity;
import java.util.List;
import java.util.Optional;

/**
 * What a rule asks of a request that it catches.
 *
 * @param kind whether it asks for nothing, an identity, a role or the impossible
 * @param roles the roles of which one is enough, in the order given; empty unless the kind is ROLE
 */
public record Requirement(Kind kind, List<String> roles) {
  /** Everybody passes. */
  public static final Requirement PERMIT = new Requirement(Kind.PERMIT, List.of());

  /** Whoever has proved who they are passes. */
  public static final Requirement AUTHENTICATED = new Requirement(Kind.AUTHENTICATED, List.of());

  /** Nobody passes. */
  public static final Requirement DENY = new Requirement(Kind.DENY, List.of());

  private static final String ROLE = "role:";

  /** The four things that can be asked. */
  public enum Kind {
    PERMIT,
    AUTHENTICATED,
    ROLE,
    DENY
  }

  public Requirement {
    roles = List.copyOf(roles);
    if (roles.isEmpty() == (kind == Kind.ROLE)) {
      throw new IllegalArgumentException(kind + " with roles " + roles);
    }
  }

  /**
   * The requirement with this text: {@code permit}, {@code authenticated}, {@code role:a|b} or
   * {@code deny}.
   *
   * @throws IllegalArgumentException if it is none of them, saying which they are
   */
  public static Requirement of(String text) {
    return switch (text) {
      case "permit" -> PERMIT;
      case "authenticated" -> AUTHENTICATED;
      case "deny" -> DENY;
      default -> ofRoles(text);
    };
  }

  /**
   * Holds an identity, or the lack of one, against this requirement.
   *
   * <p>{@code deny} says LACKS_ROLE to a stranger too: a login would not help.
   */
  public Verdict decide(Optional<Identity> identity) {
    return switch (kind) {
      case PERMIT -> Verdict.PASS;
      case AUTHENTICATED -> identity.isPresent() ? Verdict.PASS : Verdict.NEEDS_IDENTITY;
      case ROLE -> identity.map(this::decideByRole).orElse(Verdict.NEEDS_IDENTITY);
      case DENY -> Verdict.LACKS_ROLE;
    };
  }

  /** The text as it stands in a rule. */
  @Override
  public String toString() {
    return switch (kind) {
      case PERMIT -> "permit";
      case AUTHENTICATED -> "authenticated";
      case ROLE -> ROLE + String.join("|", roles);
      case DENY -> "deny";
    };
  }

  private Verdict decideByRole(Identity identity) {
    for (String role : roles) {
      if (identity.hasRole(role)) {
        return Verdict.PASS;
      }
    }
    return Verdict.LACKS_ROLE;
  }

  private static Requirement ofRoles(String text) {
    if (text.startsWith(ROLE)) {
      List<String> roles = List.of(text.substring(ROLE.length()).split("\\|", -1));
      // A comma is how the other lists are written: role:a,b would be one role that nobody has.
      if (roles.stream().noneMatch(role -> role.isEmpty() || role.contains(","))) {
        return new Requirement(Kind.ROLE, roles);
      }
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is no requirement; want permit, authenticated, role:a|b or deny");
  }
}
