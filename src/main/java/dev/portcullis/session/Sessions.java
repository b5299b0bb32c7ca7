package dev.portcullis.session;

import static java.lang.System.Logger.Level.DEBUG;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Identity;
import dev.portcullis.StoreException;
import dev.portcullis.jwt.TokenType;
import dev.portcullis.jwt.VerifiedJwt;
import dev.portcullis.store.SessionRow;
import dev.portcullis.store.SessionTable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Login sessions: each is one row, a family of refresh tokens of which one is current.
 *
 * <p>A rotation is one conditional update, and its row count is the decision: of any number of
 * clients that race with the same token, one rotates. Who comes with the replaced token within the
 * grace gets the very same successor, made from the row again. Who comes later has found or stolen
 * an old token, and the family ends (RFC 9700, section 4.14.2).
 */
public final class Sessions extends JwtSessions {
  private static final System.Logger LOG = System.getLogger(Sessions.class.getName());
  private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);
  private static final int ID_BYTES = 16;
  private static final int MAX_LISTED = 100;

  private final SessionTable table;
  private final Users users;
  private final SessionTokens tokens;
  private final SessionPolicy policy;
  private final Optional<Revocations> revocations;
  private final InstantSource clock;
  private final SecureRandom random;

  /**
   * Sessions whose tokens live as {@code policy} says; without {@code revocations} an access token
   * outlives its session.
   */
  public Sessions(
      SessionTable table,
      Users users,
      SessionTokens tokens,
      SessionPolicy policy,
      Optional<Revocations> revocations,
      InstantSource clock,
      SecureRandom random) {
    this.table = table;
    this.users = users;
    this.tokens = tokens;
    this.policy = policy;
    this.revocations = revocations;
    this.clock = clock;
    this.random = random;
  }

  @Override
  TokenPair open(KnownUser user, Client client) {
    Instant now = clock.instant();
    SessionRow session =
        new SessionRow(
            randomId(),
            user.row().id(),
            now,
            now,
            policy.refreshEnd(now, now),
            randomId(),
            Optional.empty(),
            Optional.empty(),
            client.label(),
            client.address(),
            user.passwordMark(),
            Optional.empty());
    table.insert(session);
    return pairOf(session, now);
  }

  @Override
  public TokenPair refresh(String refreshToken) {
    return refresh(refreshToken, policy);
  }

  @Override
  public TokenPair renew(String refreshToken) {
    return refresh(refreshToken, policy.forCookies());
  }

  private TokenPair refresh(String refreshToken, SessionPolicy policy) {
    Instant now = clock.instant();
    VerifiedJwt jwt = tokens.verifyRefresh(refreshToken);
    SessionRow session = withUserAsAtLogin(liveSessionOf(jwt), now);
    if (policy.isOver(now, session.createdAt())) {
      // Its tokens may say otherwise that are older than the setting: the next would be born dead.
      throw new AuthException(AuthError.TOKEN_EXPIRED);
    }
    if (!session.jti().equals(jwt.jti())) {
      return replayed(session, jwt, now, policy);
    }
    if (!policy.rotate()) {
      noteUse(session, now);
      return new TokenPair(accessToken(session, now), Optional.empty());
    }
    return rotate(session, jwt, policy);
  }

  /** At most once a minute; if it fails, that is no reason to refuse the token. */
  private void noteUse(SessionRow session, Instant now) {
    if (now.isBefore(session.lastUsedAt().plus(USE_NOTED_EVERY))) {
      return;
    }
    try {
      table.touch(session.sid(), now);
    } catch (StoreException e) {
      LOG.log(DEBUG, "The use of a session could not be noted", e);
    }
  }

  private TokenPair rotate(SessionRow session, VerifiedJwt jwt, SessionPolicy policy) {
    Instant at = clock.instant();
    Instant end = policy.refreshEnd(at, session.createdAt());
    String successor = randomId();
    if (table.rotate(session.sid(), jwt.jti(), successor, at, end)) {
      return pairOf(session.rotatedTo(successor, at, end), at);
    }
    // Another call was first. Both saw the token as current, so this one proves no theft: without
    // grace it is refused, but the winner's token lives.
    SessionRow winner = liveSessionOf(jwt);
    if (!isCurrentOrInGrace(winner, jwt, at, policy.grace())) {
      throw new AuthException(AuthError.TOKEN_REVOKED);
    }
    return pairOf(winner, at);
  }

  /** The answer to a token that is not, or is no longer, the current one of its family. */
  private TokenPair replayed(
      SessionRow session, VerifiedJwt jwt, Instant began, SessionPolicy policy) {
    if (isCurrentOrInGrace(session, jwt, began, policy.grace())) {
      return pairOf(session, began);
    }
    boolean lostARace =
        isPrevious(session, jwt)
            && session.rotatedAt().filter(rotated -> !began.isAfter(rotated)).isPresent();
    if (!lostARace) {
      end(session.sid(), began);
    }
    throw new AuthException(AuthError.TOKEN_REVOKED);
  }

  @Override
  public void verify(String token) {
    VerifiedJwt jwt = tokens.verify(token);
    if (!isAlive(jwt)) {
      throw new AuthException(AuthError.VERIFIED_TOKEN_REVOKED);
    }
  }

  private boolean isAlive(VerifiedJwt jwt) {
    if (jwt.type().equals(TokenType.REFRESH.word())) {
      return findSessionOf(jwt)
          .filter(session -> session.endedAt().isEmpty())
          .filter(session -> isCurrentOrInGrace(session, jwt, clock.instant(), policy.grace()))
          .isPresent();
    }
    return revocations.filter(known -> known.isRevoked(jwt)).isEmpty();
  }

  @Override
  public void end(String refreshToken, Identity owner) {
    Instant now = clock.instant();
    VerifiedJwt jwt = tokens.verifyRefresh(refreshToken);
    SessionRow session = liveSessionOf(jwt);
    if (!session.userId().equals(owner.id())
        || !isCurrentOrInGrace(session, jwt, now, policy.grace())
        || !end(session.sid(), now)) {
      throw new AuthException(AuthError.TOKEN_REVOKED);
    }
  }

  @Override
  void endOf(Identity identity) {
    identity.sessionId().ifPresent(sid -> end(sid, clock.instant()));
  }

  @Override
  public List<Session> of(Identity owner) {
    return table.liveOfUser(owner.id(), clock.instant(), MAX_LISTED).stream()
        .map(row -> Session.of(row, owner.sessionId().filter(row.sid()::equals).isPresent()))
        .toList();
  }

  @Override
  public boolean endOne(String sessionId, Identity owner) {
    return table
        .find(sessionId)
        .filter(session -> session.userId().equals(owner.id()))
        .filter(session -> end(session.sid(), clock.instant()))
        .isPresent();
  }

  @Override
  void endAll(String userId) {
    List<SessionRow> live;
    Instant now = clock.instant();
    do {
      live = table.liveOfUser(userId, now, MAX_LISTED);
      live.forEach(session -> end(session.sid(), now));
    } while (live.size() == MAX_LISTED);
  }

  /** Ends a session and says whether this call did; one that failed can be made again. */
  private boolean end(String sid, Instant at) {
    if (revocations.isEmpty()) {
      return table.end(sid, at);
    }
    Instant until = revocations.get().until();
    boolean ended = table.endAndRevoke(sid, at, until);
    if (ended) {
      revocations.get().add(sid, until);
    }
    return ended;
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
  private SessionRow withUserAsAtLogin(SessionRow session, Instant now) {
    KnownUser user =
        users
            .byId(session.userId())
            .filter(users::isOpen)
            .orElseThrow(() -> new AuthException(AuthError.REFRESH_USER_INACTIVE));
    if (revocations.isEmpty() || session.passwordMark().equals(user.passwordMark())) {
      return session;
    }
    // A password that was stored anew between the two readings has a new mark in both by now.
    Optional<SessionRow> again =
        table
            .find(session.sid())
            .filter(row -> row.endedAt().isEmpty())
            .filter(row -> row.passwordMark().equals(user.passwordMark()));
    if (again.isEmpty()) {
      end(session.sid(), now);
      throw new AuthException(AuthError.TOKEN_REVOKED);
    }
    return again.get();
  }

  /** A replaced token is in grace until, and not at, the moment of its rotation plus the grace. */
  private static boolean isCurrentOrInGrace(
      SessionRow session, VerifiedJwt jwt, Instant now, Duration grace) {
    // Without grace not even for a call that read the clock before the rotation did.
    return session.jti().equals(jwt.jti())
        || (!grace.isZero()
            && isPrevious(session, jwt)
            && session
                .rotatedAt()
                .filter(rotated -> now.isBefore(rotated.plus(grace)))
                .isPresent());
  }

  private static boolean isPrevious(SessionRow session, VerifiedJwt jwt) {
    return session.previousJti().filter(jwt.jti()::equals).isPresent();
  }

  private TokenPair pairOf(SessionRow session, Instant now) {
    return new TokenPair(accessToken(session, now), Optional.of(tokens.refresh(session)));
  }

  private String accessToken(SessionRow session, Instant now) {
    return tokens.access(session, randomId(), now, policy.accessEnd(now, session.createdAt()));
  }

  private String randomId() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
