package dev.portcullis.session;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Credential;
import dev.portcullis.Identity;
import dev.portcullis.Scheme;
import dev.portcullis.store.CredentialChange;
import dev.portcullis.store.CredentialChange.Succession;
import dev.portcullis.store.SessionRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Users change their own passwords.
 *
 * <p>Everything that was given for the old password ends with it: sessions, with their access
 * tokens, and static tokens. Who asks goes on: by a session of another id in place of the asking
 * one, so that nobody who has copied its tokens comes along, or by the static token that was sent.
 *
 * <p>A stolen token alone is no way to try passwords faster than at a login: the old one is checked
 * at the same cost, in the same line, and counted as a login is.
 */
public final class PasswordChange {
  private final Users users;
  private final PasswordLogin passwords;
  private final NewPasswords rules;
  private final CredentialChange credentials;
  private final PasswordMarks marks;
  private final Optional<StaticTokens> staticTokens;
  private final Optional<Sessions> sessions;
  private final InstantSource clock;

  /** Absent tokens or sessions belong to a scheme that is switched off. */
  public PasswordChange(
      Users users,
      PasswordLogin passwords,
      NewPasswords rules,
      CredentialChange credentials,
      PasswordMarks marks,
      Optional<StaticTokens> staticTokens,
      Optional<Sessions> sessions,
      InstantSource clock) {
    this.users = users;
    this.passwords = passwords;
    this.rules = rules;
    this.credentials = credentials;
    this.marks = marks;
    this.staticTokens = staticTokens;
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * Changes the password and gives the tokens to go on with; empty if the client goes on with what
   * it has.
   *
   * @param credential what proved the identity
   * @throws AuthException if the old password is wrong or the new one not good enough, by field; or
   *     if the user or the session has come to an end meanwhile
   */
  public Optional<TokenPair> change(
      Identity identity,
      Optional<Credential> credential,
      String old,
      String replacement,
      Client client) {
    rules.check(old, replacement);
    KnownUser user =
        users
            .byId(identity.id())
            .filter(users::isOpen)
            .orElseThrow(() -> new AuthException(gone(identity.scheme())));
    Optional<SessionRow> asking = askingSession(identity);
    String hash =
        passwords
            .exchange(user, old, replacement, client)
            .orElseThrow(NewPasswords::wrongOldPassword);

    Optional<Succession> succession = asking.map(session -> succession(session, user, hash));
    Optional<Instant> until = sessions.flatMap(Sessions::revokedUntil);
    Optional<String> kept =
        credential
            .filter(sent -> sent.scheme() == Scheme.TOKEN)
            .map(sent -> StaticTokens.digest(sent.token()));
    List<String> ended =
        credentials
            .make(
                new CredentialChange.Order(
                    user.row(), hash, clock.instant(), until, succession, kept))
            .orElseThrow(() -> tooLate(identity));

    until.ifPresent(moment -> sessions.ifPresent(known -> known.haveEnded(ended, moment)));
    users.byId(identity.id());
    // A login with the old password may have been under way, and looks after this for the new one.
    staticTokens.ifPresent(tokens -> tokens.endOthers(identity.id(), kept));
    return succession.flatMap(next -> sessions.map(known -> known.begin(next.successor(), user)));
  }

  private Optional<SessionRow> askingSession(Identity identity) {
    return identity
        .sessionId()
        .flatMap(sid -> sessions.map(known -> known.live(sid, identity.id())));
  }

  private Succession succession(SessionRow session, KnownUser user, String hash) {
    SessionRow successor = sessions.orElseThrow().successorOf(session, marks.of(user.row(), hash));
    return new Succession(session.sid(), successor);
  }

  /** Another call has changed the password, or ended the session, since both were read. */
  private AuthException tooLate(Identity identity) {
    askingSession(identity);
    return NewPasswords.wrongOldPassword();
  }

  private static AuthError gone(Scheme scheme) {
    return switch (scheme) {
      case TOKEN -> AuthError.STATIC_TOKEN_USER_INACTIVE;
      case BEARER -> AuthError.USER_INACTIVE;
    };
  }
}
