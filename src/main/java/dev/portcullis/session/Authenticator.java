package dev.portcullis.session;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Credential;
import dev.portcullis.Identity;
import dev.portcullis.Scheme;
import java.util.Optional;

/** Turns a credential into an identity, by the scheme it was offered under. */
public final class Authenticator {
  private final Optional<UserTokens> staticTokens;
  private final Optional<AccessTokens> accessTokens;
  private final Identities identities;

  /** Absent tokens belong to a scheme that is switched off. */
  public Authenticator(
      Optional<UserTokens> staticTokens,
      Optional<AccessTokens> accessTokens,
      Identities identities) {
    this.staticTokens = staticTokens;
    this.accessTokens = accessTokens;
    this.identities = identities;
  }

  /**
   * Who offers this credential.
   *
   * @throws AuthException if the credential is wrong
   * @throws dev.portcullis.StoreException if the database could not be asked
   */
  public Identity authenticate(Credential credential) {
    return switch (credential.scheme()) {
      case TOKEN ->
          staticTokens
              .orElseThrow(() -> new AuthException(AuthError.NOT_AUTHENTICATED))
              .authenticate(credential.token());
      case BEARER ->
          accessTokens
              .orElseThrow(() -> new AuthException(AuthError.NOT_AUTHENTICATED))
              .authenticate(credential.token());
    };
  }

  /** The identity of a user who proved it by password, for the rest of one request. */
  Identity byPassword(KnownUser user) {
    return identities.of(user.row(), staticTokens.isPresent() ? Scheme.TOKEN : Scheme.BEARER);
  }
}
