package dev.portcullis.config;

import dev.portcullis.Scheme;
import dev.portcullis.access.AccessRules;
import java.util.List;
import java.util.Optional;

/**
 * How the gate stands.
 *
 * @param enabled false lets everything pass, as if the jar were not there
 * @param basePath below which the endpoints lie; no slash at its end unless it is all
 * @param schemes in the order of preference: the first gives the challenge
 * @param login what {@code POST login/} issues
 * @param tokenSources further places where tokens of either scheme are looked for
 * @param profile what {@code GET profile/} tells beyond the contract
 * @param principalName what {@code getRemoteUser()} answers
 * @param rolePrefix what roles in the database begin with and the application does not know
 * @param sessionAttribute where in an existing session the user is put for old pages
 * @param requestAttribute where in the request the user is put for old pages
 * @param checkDispatch whether rules are held against forwards and includes too
 * @param containerBridge how the container itself is told who a request comes from
 */
public record GateSettings(
    boolean enabled,
    Mode mode,
    String basePath,
    List<Scheme> schemes,
    Login login,
    AccessRules rules,
    List<TokenSource> tokenSources,
    List<ProfileField> profile,
    PrincipalName principalName,
    String rolePrefix,
    Optional<String> sessionAttribute,
    Optional<String> requestAttribute,
    boolean checkDispatch,
    ContainerBridge containerBridge) {

  /** The ways in which a container can be told. */
  public enum ContainerBridge {
    /** It is not: its own constraints know nothing of our identities. */
    NONE,
    /** By Jakarta Authentication. */
    JASPIC
  }

  /** What happens to a request that is to be refused. */
  public enum Mode {
    /** It is refused. */
    ENFORCE,
    /** It is logged and passes. */
    REPORT
  }

  /** What a login gives. */
  public enum Login {
    /** An access and a refresh token. */
    JWT,
    /** The user's static token. */
    TOKEN
  }

  /** What a profile can tell beyond name and e-mail address. */
  public enum ProfileField {
    ID,
    ROLES
  }

  /** Which of a user's names the application sees. */
  public enum PrincipalName {
    USERNAME,
    ID,
    EMAIL
  }

  public GateSettings {
    schemes = List.copyOf(schemes);
    tokenSources = List.copyOf(tokenSources);
    profile = List.copyOf(profile);
  }
}
