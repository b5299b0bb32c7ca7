package dev.portcullis.session;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Identity;
import dev.portcullis.jwt.TokenType;
import dev.portcullis.jwt.VerifiedJwt;
import dev.portcullis.store.OutstandingRow;
import dev.portcullis.store.OutstandingTable;
import dev.portcullis.store.OutstandingToken;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Login sessions in the tables of simplejwt's {@code token_blacklist}, shared with a Django site.
 *
 * <p>As there, a refresh token is good unless its id is blacklisted; that it is listed is not asked
 * for, since a site that rotates tokens may not list the new ones. Blacklisting is one insert under
 * a unique key, and who inserts decides: of any number of clients that race with the same token,
 * one rotates.
 *
 * <p>Tokens of ours carry the id of their session, {@code sid}: the id of its first refresh token.
 * simplejwt hands claims that it does not know from token to token, so the ones that the site makes
 * of ours have it too.
 */
public final class DjangoSessions extends JwtSessions {
  private static final int ID_BYTES = 16;
  private static final int MAX_LISTED = 100;
  private static final int MAX_SEARCHED = 1_000;

  private final OutstandingTable table;
  private final Users users;
  private final SessionTokens tokens;
  private final SessionPolicy policy;
  private final SuccessorIds successors;
  private final Optional<Revocations> revocations;
  private final InstantSource clock;
  private final SecureRandom random;

  /**
   * Sessions whose tokens live as {@code policy} says, which has no maximum; without {@code
   * revocations} an access token outlives its session.
   */
  public DjangoSessions(
      OutstandingTable table,
      Users users,
      SessionTokens tokens,
      SessionPolicy policy,
      SuccessorIds successors,
      Optional<Revocations> revocations,
      InstantSource clock,
      SecureRandom random) {
    this.table = table;
    this.users = users;
    this.tokens = tokens;
    this.policy = policy;
    this.successors = successors;
    this.revocations = revocations;
    this.clock = clock;
    this.random = random;
  }

  /**
   * A refresh token that is good.
   *
   * @param text the token itself
   * @param row where it is listed, if it is
   * @param isSuccessor whether another was sent, which it replaces
   */
  private record Good(
      VerifiedJwt jwt, String text, Optional<OutstandingRow> row, boolean isSuccessor) {
    String session() {
      return sessionOf(jwt);
    }
  }

  @Override
  TokenPair open(KnownUser user, Client client) {
    Instant now = clock.instant();
    String session = randomId();
    OutstandingToken refresh = refreshToken(session, session, user, now);
    if (!table.insert(refresh)) {
      throw new AuthException(AuthError.UNAVAILABLE);
    }
    return new TokenPair(accessToken(session, user, now), Optional.of(refresh.text()), session);
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
    Good good = requireGood(refreshToken, now, policy);
    KnownUser user = userOf(good.jwt());
    if (good.isSuccessor()) {
      return successorPair(good, user, now);
    }
    if (!policy.rotate()) {
      return new TokenPair(
          accessToken(good.session(), user, now), Optional.empty(), good.session());
    }
    return rotate(good, user, policy);
  }

  private TokenPair rotate(Good good, KnownUser user, SessionPolicy policy) {
    Instant at = clock.instant();
    String jti = successors.after(good.jwt().jti());
    if (table.find(jti).isPresent()) { // Somebody took the token from the blacklist again.
      jti = randomId();
    }
    OutstandingToken successor = refreshToken(good.session(), jti, user, at);
    if (table.rotate(listed(good).id(), at, successor)) {
      return new TokenPair(
          accessToken(good.session(), user, at), Optional.of(successor.text()), good.session());
    }
    // Another call was first, here or at the site.
    Good winner = requireGood(good.text(), at, policy);
    if (!winner.isSuccessor()) {
      throw new AuthException(AuthError.TOKEN_REVOKED);
    }
    return successorPair(winner, user, at);
  }

  private TokenPair successorPair(Good successor, KnownUser user, Instant now) {
    return new TokenPair(
        accessToken(successor.session(), user, now),
        Optional.of(successor.text()),
        successor.session());
  }

  @Override
  public void verify(String token) {
    VerifiedJwt jwt = tokens.verify(token);
    boolean isAlive =
        jwt.type().equals(TokenType.REFRESH.word())
            ? findGood(jwt, token, clock.instant(), policy).isPresent()
            : revocations.filter(known -> known.isRevoked(jwt)).isEmpty();
    if (!isAlive) {
      throw new AuthException(AuthError.VERIFIED_TOKEN_REVOKED);
    }
  }

  @Override
  public void end(String refreshToken, Identity owner) {
    Instant now = clock.instant();
    Good good = requireGood(refreshToken, now, policy);
    if (!good.jwt().userId().equals(owner.id()) || !end(listed(good).id(), good.session(), now)) {
      throw new AuthException(AuthError.TOKEN_REVOKED);
    }
    endListed(good.session(), owner.id(), now);
  }

  @Override
  void endOf(Identity identity) {
    identity.sessionId().ifPresent(session -> endOf(session, identity.id()));
  }

  private void endOf(String session, String userId) {
    if (!endListed(session, userId, clock.instant()) && revocations.isPresent()) {
      // The site has not listed its refresh token, but the access token is here.
      Instant until = revocations.get().until();
      table.revoke(session, until);
      revocations.get().add(session, until);
    }
  }

  @Override
  public List<Session> of(Identity owner) {
    Map<String, Session> bySession = new LinkedHashMap<>();
    for (OutstandingRow row : table.goodOfUser(owner.id(), clock.instant(), MAX_LISTED)) {
      sessionOf(row)
          .ifPresent(session -> bySession.putIfAbsent(session, shown(row, session, owner)));
    }
    return List.copyOf(bySession.values());
  }

  private static Session shown(OutstandingRow row, String session, Identity owner) {
    Instant created = row.token().createdAt().orElse(Instant.EPOCH);
    return new Session(
        session,
        created,
        created,
        row.token().expiresAt(),
        "",
        "",
        owner.sessionId().filter(session::equals).isPresent());
  }

  @Override
  public boolean endOne(String sessionId, Identity owner) {
    return endListed(sessionId, owner.id(), clock.instant());
  }

  @Override
  void endAll(String userId) {
    Instant now = clock.instant();
    List<OutstandingRow> good;
    do {
      good = table.goodOfUser(userId, now, MAX_LISTED);
      good.forEach(row -> end(row.id(), sessionOf(row).orElse(row.token().jti()), now));
    } while (good.size() == MAX_LISTED);
  }

  /** Ends the listed tokens of one of the user's sessions and says whether there were any. */
  private boolean endListed(String session, String userId, Instant now) {
    boolean ended = false;
    for (OutstandingRow row : table.goodOfUser(userId, now, MAX_SEARCHED)) {
      if (sessionOf(row).filter(session::equals).isPresent()) {
        ended |= end(row.id(), session, now);
      }
    }
    return ended;
  }

  /** Ends a token and its session, and says whether this call did. */
  private boolean end(long row, String session, Instant at) {
    if (revocations.isEmpty()) {
      return table.blacklist(row, at);
    }
    Instant until = revocations.get().until();
    boolean ended = table.blacklistAndRevoke(row, at, session, until);
    if (ended) {
      revocations.get().add(session, until);
    }
    return ended;
  }

  private Good requireGood(String refreshToken, Instant now, SessionPolicy policy) {
    return findGood(tokens.verifyRefresh(refreshToken), refreshToken, now, policy)
        .orElseThrow(() -> new AuthException(AuthError.TOKEN_REVOKED));
  }

  /** The token that was sent, or while the grace lasts the one that we replaced it with. */
  private Optional<Good> findGood(
      VerifiedJwt sent, String text, Instant now, SessionPolicy policy) {
    Optional<OutstandingRow> row = table.find(sent.jti());
    Optional<Instant> replacedAt = row.flatMap(OutstandingRow::blacklistedAt);
    if (row.isEmpty() && !now.isBefore(sent.expiresAt())) {
      // Only the leeway keeps it: flushexpiredtokens may have taken it from the blacklist.
      return Optional.empty();
    }
    if (replacedAt.isEmpty()) {
      return Optional.of(new Good(sent, text, row, false));
    }
    // Without grace not even for a call that read the clock before the rotation did.
    if (policy.grace().isZero() || !now.isBefore(replacedAt.get().plus(policy.grace()))) {
      return Optional.empty();
    }
    return table
        .find(successors.after(sent.jti()))
        .filter(OutstandingRow::isGood)
        .map(this::successor)
        .filter(next -> next.jwt().userId().equals(sent.userId()))
        .filter(next -> next.session().equals(sessionOf(sent)));
  }

  private Good successor(OutstandingRow row) {
    String text = row.token().text();
    return new Good(tokens.verifyRefresh(text), text, Optional.of(row), true);
  }

  /** The token's row, which is made if simplejwt has not listed it. */
  private OutstandingRow listed(Good good) {
    if (good.row().isPresent()) {
      return good.row().get();
    }
    VerifiedJwt jwt = good.jwt();
    table.insert(
        new OutstandingToken(
            jwt.jti(), good.text(), Optional.of(jwt.userId()), jwt.issuedAt(), jwt.expiresAt()));
    // Ours, or that of another call that was first.
    return table.find(jwt.jti()).orElseThrow(() -> new AuthException(AuthError.TOKEN_INVALID));
  }

  /** Asks the database and not the memory: here a deactivated user must stop at once. */
  private KnownUser userOf(VerifiedJwt jwt) {
    KnownUser user =
        users
            .byId(jwt.userId())
            .filter(users::isOpen)
            .orElseThrow(() -> new AuthException(AuthError.REFRESH_USER_INACTIVE));
    if (revocations.isPresent() && AccessTokens.hasOldPassword(jwt, user)) {
      throw new AuthException(AuthError.TOKEN_REVOKED);
    }
    return user;
  }

  /** The session of a listed token; empty if the token is not good, and so of no use to anybody. */
  private Optional<String> sessionOf(OutstandingRow row) {
    try {
      return Optional.of(sessionOf(tokens.verifyRefresh(row.token().text())));
    } catch (AuthException e) { // Signed with a key of former days, or a sliding token.
      return Optional.empty();
    }
  }

  /** The session's id; a token that the site gave at login begins one. */
  private static String sessionOf(VerifiedJwt refresh) {
    return refresh.sessionId().orElse(refresh.jti());
  }

  private OutstandingToken refreshToken(String session, String jti, KnownUser user, Instant now) {
    Instant end = policy.refreshEnd(now, now);
    return new OutstandingToken(
        jti,
        tokens.ofSession(TokenType.REFRESH, session, jti, user, now, end),
        Optional.of(user.row().id()),
        Optional.of(now),
        end.truncatedTo(ChronoUnit.SECONDS));
  }

  private String accessToken(String session, KnownUser user, Instant now) {
    Instant end = policy.accessEnd(now, now);
    return tokens.ofSession(TokenType.ACCESS, session, randomId(), user, now, end);
  }

  private String randomId() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
