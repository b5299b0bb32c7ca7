package dev.portcullis.session;

import dev.portcullis.Identity;

/** Static tokens of users, wherever they are kept. */
public abstract sealed class UserTokens permits StaticTokens, DjangoStaticTokens {
  UserTokens() {}

  /** A token of a user who has just proved who they are. */
  abstract String issue(KnownUser user, Client client);

  /**
   * Who has this token.
   *
   * @throws dev.portcullis.AuthException if nobody has it, or its user is gone or inactive
   */
  abstract Identity authenticate(String token);

  /** Ends the token and says whether this call did: of two concurrent calls only one gets true. */
  public abstract boolean end(String token);

  /** Ends all tokens of the user. */
  abstract void endAll(String userId);
}
