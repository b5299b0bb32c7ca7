package dev.portcullis.session;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Identity;
import dev.portcullis.jwt.JwtClaims;
import dev.portcullis.jwt.JwtSigner;
import dev.portcullis.jwt.JwtVerifier;
import dev.portcullis.jwt.TokenType;
import dev.portcullis.jwt.VerifiedJwt;
import dev.portcullis.store.SessionRow;
import dev.portcullis.store.SessionTable;
import dev.portcullis.store.UserRow;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Login sessions: each is one row, a family of refresh tokens of which one is current.
 *
 * <p>A rotation is one conditional update, and its row count is the decision: of any number of
 * clients that race with the same token, one rotates. Who comes with the replaced token within the
 * grace gets the very same successor, made from the row again. Who comes later has found or stolen
 * an old token, and the family ends (RFC 9700, section 4.14.2).
 */
public final class Sessions {
  private static final int ID_BYTES = 16;

  private final SessionTable table;
  private final Users users;
  private final JwtSigner signer;
  private final JwtVerifier verifier;
  private final SessionPolicy policy;
  private final InstantSource clock;
  private final SecureRandom random;

  /** Sessions whose tokens live as {@code policy} says. */
  public Sessions(
      SessionTable table,
      Users users,
      JwtSigner signer,
      JwtVerifier verifier,
      SessionPolicy policy,
      InstantSource clock,
      SecureRandom random) {
    this.table = table;
    this.users = users;
    this.signer = signer;
    this.verifier = verifier;
    this.policy = policy;
    this.clock = clock;
    this.random = random;
  }

  /** Begins a session for a user who has just proved who they are. */
  public TokenPair open(UserRow user, Client client) {
    Instant now = clock.instant();
    SessionRow session =
        new SessionRow(
            randomId(),
            user.id(),
            now,
            now,
            now.plus(policy.refreshLifetime()),
            randomId(),
            Optional.empty(),
            Optional.empty(),
            client.label(),
            client.address(),
            Optional.empty());
    table.insert(session);
    return pairOf(session, now);
  }

  /**
   * A new access token for a refresh token, and a new refresh token if rotation is on.
   *
   * @throws AuthException if the token is not good, is spent, or its user is gone or inactive
   */
  public TokenPair refresh(String refreshToken) {
    Instant now = clock.instant();
    VerifiedJwt jwt = verifyRefresh(refreshToken);
    SessionRow session = liveSessionOf(jwt);
    requireActiveUser(session);
    if (!session.jti().equals(jwt.jti())) {
      return replayed(session, jwt, now);
    }
    if (!policy.rotate()) {
      return new TokenPair(accessToken(session, now), Optional.empty());
    }
    return rotate(session, jwt);
  }

  private TokenPair rotate(SessionRow session, VerifiedJwt jwt) {
    Instant at = clock.instant();
    Instant end = at.plus(policy.refreshLifetime());
    String successor = randomId();
    if (table.rotate(session.sid(), jwt.jti(), successor, at, end)) {
      return pairOf(session.rotatedTo(successor, at, end), at);
    }
    // Another call was first. Both saw the token as current, so this one proves no theft: without
    // grace it is refused, but the winner's token lives.
    SessionRow winner = liveSessionOf(jwt);
    if (!isCurrentOrInGrace(winner, jwt, at)) {
      throw new AuthException(AuthError.TOKEN_REVOKED);
    }
    return pairOf(winner, at);
  }

  /** The answer to a token that is not, or is no longer, the current one of its family. */
  private TokenPair replayed(SessionRow session, VerifiedJwt jwt, Instant began) {
    if (isCurrentOrInGrace(session, jwt, began)) {
      return pairOf(session, began);
    }
    boolean lostARace =
        isPrevious(session, jwt)
            && session.rotatedAt().filter(rotated -> !began.isAfter(rotated)).isPresent();
    if (!lostARace) {
      table.end(session.sid(), began);
    }
    throw new AuthException(AuthError.TOKEN_REVOKED);
  }

  /**
   * Whether a token, of either type, is good.
   *
   * @throws AuthException if it is not, or if it is a refresh token that is spent or logged out
   */
  public void verify(String token) {
    VerifiedJwt jwt = verifier.verify(token);
    if (!jwt.type().equals(TokenType.REFRESH.word())) {
      return;
    }
    boolean spent =
        findSessionOf(jwt)
            .filter(session -> session.endedAt().isEmpty())
            .filter(session -> isCurrentOrInGrace(session, jwt, clock.instant()))
            .isEmpty();
    if (spent) {
      throw new AuthException(AuthError.VERIFIED_TOKEN_REVOKED);
    }
  }

  /**
   * Ends the session of a refresh token.
   *
   * @throws AuthException if the token is not good, is spent, belongs to somebody else, or another
   *     call ended the session first
   */
  public void end(String refreshToken, Identity owner) {
    Instant now = clock.instant();
    VerifiedJwt jwt = verifyRefresh(refreshToken);
    SessionRow session = liveSessionOf(jwt);
    if (!session.userId().equals(owner.id())
        || !isCurrentOrInGrace(session, jwt, now)
        || !table.end(session.sid(), now)) {
      throw new AuthException(AuthError.TOKEN_REVOKED);
    }
  }

  /** Ends a session by its id; nothing happens if it has ended already. */
  public void end(String sessionId) {
    table.end(sessionId, clock.instant());
  }

  private VerifiedJwt verifyRefresh(String refreshToken) {
    VerifiedJwt jwt = verifier.verify(refreshToken);
    jwt.requireType(TokenType.REFRESH);
    return jwt;
  }

  private Optional<SessionRow> findSessionOf(VerifiedJwt jwt) {
    return jwt.sessionId()
        .flatMap(table::find)
        .filter(session -> session.userId().equals(jwt.userId()));
  }

  private SessionRow liveSessionOf(VerifiedJwt jwt) {
    SessionRow session =
        findSessionOf(jwt).orElseThrow(() -> new AuthException(AuthError.TOKEN_INVALID));
    if (session.endedAt().isPresent()) {
      throw new AuthException(AuthError.TOKEN_REVOKED);
    }
    return session;
  }

  /** Asks the database and not the memory: here a deactivated user must stop at once. */
  private void requireActiveUser(SessionRow session) {
    if (users.byId(session.userId()).filter(users::isOpen).isEmpty()) {
      throw new AuthException(AuthError.REFRESH_USER_INACTIVE);
    }
  }

  /**
   * A replaced token is in grace until, and not at, the moment of its rotation plus the grace. Who
   * read the clock before the rotation, and the row after it, comes at its very moment: a grace of
   * zero is none for anybody.
   */
  private boolean isCurrentOrInGrace(SessionRow session, VerifiedJwt jwt, Instant now) {
    return session.jti().equals(jwt.jti())
        || (isPrevious(session, jwt)
            && session
                .rotatedAt()
                .map(rotated -> Duration.between(rotated, now.isBefore(rotated) ? rotated : now))
                .filter(since -> since.compareTo(policy.grace()) < 0)
                .isPresent());
  }

  private static boolean isPrevious(SessionRow session, VerifiedJwt jwt) {
    return session.previousJti().filter(jwt.jti()::equals).isPresent();
  }

  private TokenPair pairOf(SessionRow session, Instant now) {
    return new TokenPair(accessToken(session, now), Optional.of(refreshToken(session)));
  }

  private String accessToken(SessionRow session, Instant now) {
    return signer.sign(
        new JwtClaims(
            TokenType.ACCESS,
            randomId(),
            users.idClaim(session.userId()),
            session.sid(),
            now,
            now.plus(policy.accessLifetime())));
  }

  /** Made from the row alone, so that whoever asks again gets the same token. */
  private String refreshToken(SessionRow session) {
    return signer.sign(
        new JwtClaims(
            TokenType.REFRESH,
            session.jti(),
            users.idClaim(session.userId()),
            session.sid(),
            session.rotatedAt().orElse(session.createdAt()),
            session.expiresAt()));
  }

  private String randomId() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
