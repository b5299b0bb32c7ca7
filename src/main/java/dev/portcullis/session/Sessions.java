package dev.portcullis.session;

import static java.lang.System.Logger.Level.DEBUG;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Identity;
import dev.portcullis.Scheme;
import dev.portcullis.StoreException;
import dev.portcullis.audit.Audit;
import dev.portcullis.audit.AuditEvent;
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
import java.util.Map;
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
  private final Audit audit;
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
      Audit audit,
      InstantSource clock,
      SecureRandom random) {
    this.table = table;
    this.users = users;
    this.tokens = tokens;
    this.policy = policy;
    this.revocations = revocations;
    this.audit = audit;
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
    return pairOf(session, user, now);
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
    SessionRow found = liveSessionOf(jwt);
    KnownUser user = openUserOf(found);
    SessionRow session = asAtLogin(found, user, now);
    if (policy.isOver(now, session.createdAt())) {
      // Its tokens may say otherwise that are older than the setting: the next would be born dead.
      throw new AuthException(AuthError.TOKEN_EXPIRED);
    }
    if (!session.jti().equals(jwt.jti())) {
      return replayed(session, user, jwt, now, policy);
    }
    if (!policy.rotate()) {
      noteUse(session, now);
      return new TokenPair(accessToken(session, user, now), Optional.empty(), session.sid());
    }
    return rotate(session, user, jwt, policy);
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

  private TokenPair rotate(
      SessionRow session, KnownUser user, VerifiedJwt jwt, SessionPolicy policy) {
    Instant at = clock.instant();
    Instant end = policy.refreshEnd(at, session.createdAt());
    String successor = randomId();
    if (table.rotate(session.sid(), jwt.jti(), successor, at, end)) {
      return pairOf(session.rotatedTo(successor, at, end), user, at);
    }
    // Another call was first. Both saw the token as current, so this one proves no theft: without
    // grace it is refused, but the winner's token lives.
    SessionRow winner = liveSessionOf(jwt);
    if (!isCurrentOrInGrace(winner, jwt, at, policy.grace())) {
      throw new AuthException(AuthError.TOKEN_REVOKED);
    }
    return pairOf(winner, user, at);
  }

  /** The answer to a token that is not, or is no longer, the current one of its family. */
  private TokenPair replayed(
      SessionRow session, KnownUser user, VerifiedJwt jwt, Instant began, SessionPolicy policy) {
    if (isCurrentOrInGrace(session, jwt, began, policy.grace())) {
      return pairOf(session, user, began);
    }
    boolean lostARace =
        isPrevious(session, jwt)
            && session.rotatedAt().filter(rotated -> !began.isAfter(rotated)).isPresent();
    if (!lostARace) {
      end(session.sid(), began);
      audit.tell(
          AuditEvent.of("refresh_reuse", AuthError.TOKEN_REVOKED.code())
              .user(session.userId())
              .scheme(Scheme.BEARER)
              .session(Optional.of(session.sid())));
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

  /**
   * What a refresh token says; it is not spent by that, nor is a family ended.
   *
   * @throws AuthException if it would not be refreshed
   */
  KnownToken introspect(String refreshToken, Identities identities) {
    VerifiedJwt jwt = tokens.verifyRefresh(refreshToken);
    SessionRow session = liveSessionOf(jwt);
    if (!isCurrentOrInGrace(session, jwt, clock.instant(), policy.grace())) {
      throw new AuthException(AuthError.TOKEN_REVOKED);
    }
    KnownUser user = openUserOf(session);
    if (revocations.isPresent() && !session.passwordMark().equals(user.passwordMark())) {
      throw new AuthException(AuthError.TOKEN_REVOKED);
    }
    return new KnownToken(
        KnownToken.Kind.REFRESH,
        identities.of(user.row(), Scheme.BEARER, Optional.of(session.sid()), Map.of()),
        jwt.issuedAt(),
        Optional.of(jwt.expiresAt()),
        jwt.claims());
  }

  /**
   * Ends the session of a token of either type, also of a spent one.
   *
   * @throws AuthException if the token is not good, and so has no session to end
   */
  void endOf(String token) {
    VerifiedJwt jwt = tokens.verify(token);
    findSessionOf(jwt).ifPresent(session -> end(session.sid(), clock.instant()));
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

  /**
   * The owner's session that an access token belongs to.
   *
   * @throws AuthException if it has ended
   */
  SessionRow live(String sid, String userId) {
    return table
        .find(sid)
        .filter(session -> session.userId().equals(userId))
        .filter(session -> session.endedAt().isEmpty())
        .orElseThrow(() -> new AuthException(AuthError.TOKEN_REVOKED));
  }

  /**
   * The same session under another id and for another password, so that nobody who has tokens of it
   * keeps anything; it ends when it would have ended.
   */
  SessionRow successorOf(SessionRow session, String passwordMark) {
    Instant now = clock.instant();
    return new SessionRow(
        randomId(),
        session.userId(),
        session.createdAt(),
        now,
        policy.refreshEnd(now, session.createdAt()),
        randomId(),
        Optional.empty(),
        Optional.of(now),
        session.client(),
        session.address(),
        passwordMark,
        Optional.empty());
  }

  /** The first tokens of a session of this user that is in the table already. */
  TokenPair begin(SessionRow session, KnownUser user) {
    return pairOf(session, user, clock.instant());
  }

  /** When the last access token of a session that ends now ends by itself; empty if it outlives. */
  Optional<Instant> revokedUntil() {
    return revocations.map(Revocations::until);
  }

  /** These sessions have ended, as the table has it; their access tokens are dead here now. */
  void haveEnded(List<String> sids, Instant until) {
    revocations.ifPresent(known -> sids.forEach(sid -> known.add(sid, until)));
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
  private KnownUser openUserOf(SessionRow session) {
    return users
        .byId(session.userId())
        .filter(users::isOpen)
        .orElseThrow(() -> new AuthException(AuthError.REFRESH_USER_INACTIVE));
  }

  /** The session, if its user still has the password that it began with; else it ends. */
  private SessionRow asAtLogin(SessionRow session, KnownUser user, Instant now) {
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

  private TokenPair pairOf(SessionRow session, KnownUser user, Instant now) {
    return new TokenPair(
        accessToken(session, user, now), Optional.of(tokens.refresh(session)), session.sid());
  }

  private String accessToken(SessionRow session, KnownUser user, Instant now) {
    Instant end = policy.accessEnd(now, session.createdAt());
    return tokens.access(session, user, randomId(), now, end);
  }

  private String randomId() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
