package dev.portcullis.session;

import dev.portcullis.Identity;
import java.util.List;

/** Login sessions with access and refresh tokens, wherever they are kept. */
public abstract sealed class JwtSessions permits Sessions, DjangoSessions {
  JwtSessions() {}

  /** Begins a session for a user who has just proved who they are. */
  abstract TokenPair open(KnownUser user, Client client);

  /**
   * A new access token for a refresh token, and a new refresh token if rotation is on.
   *
   * @throws dev.portcullis.AuthException if the token is not good, is spent, or its user is gone,
   *     is inactive or has another password by now
   */
  public abstract TokenPair refresh(String refreshToken);

  /**
   * The same for a browser that keeps its tokens in cookies: each time a new pair, and of any
   * number of requests that come with the same token within a minute all get the same successor.
   *
   * @throws dev.portcullis.AuthException as {@link #refresh} does
   */
  public abstract TokenPair renew(String refreshToken);

  /**
   * Whether a token, of either type, is good.
   *
   * @throws dev.portcullis.AuthException if it is not, or if it is spent or its session has ended
   */
  public abstract void verify(String token);

  /**
   * Ends the session of a refresh token.
   *
   * @throws dev.portcullis.AuthException if the token is not good, is spent, belongs to somebody
   *     else, or another call ended the session first
   */
  public abstract void end(String refreshToken, Identity owner);

  /** Ends the session that proved an identity; nothing happens if it has ended already. */
  abstract void endOf(Identity identity);

  /** The owner's live sessions, the one used last first; of very many the first hundred. */
  public abstract List<Session> of(Identity owner);

  /** Ends one of the owner's sessions by its id and says whether there was such a one. */
  public abstract boolean endOne(String sessionId, Identity owner);

  /** Ends all sessions of the user. */
  abstract void endAll(String userId);
}
