package dev.portcullis.session;

import dev.portcullis.jwt.JwtClaims;
import dev.portcullis.jwt.JwtSigner;
import dev.portcullis.jwt.JwtVerifier;
import dev.portcullis.jwt.TokenType;
import dev.portcullis.jwt.VerifiedJwt;
import dev.portcullis.store.SessionRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The tokens of login sessions: how a row becomes tokens, and a token is read again. */
public final class SessionTokens {
  private final JwtSigner signer;
  private final JwtVerifier verifier;
  private final Users users;
  private final Optional<BadTokens> badTokens;

  /**
   * Tokens made by {@code signer} and checked by {@code verifier}; {@code badTokens} is told of
   * those that are made.
   */
  public SessionTokens(
      JwtSigner signer, JwtVerifier verifier, Users users, Optional<BadTokens> badTokens) {
    this.signer = signer;
    this.verifier = verifier;
    this.users = users;
    this.badTokens = badTokens;
  }

  /** A new access token of the session, with what its user's row says now. */
  String access(SessionRow session, KnownUser user, String jti, Instant now, Instant end) {
    return signed(
        new JwtClaims(
            TokenType.ACCESS,
            jti,
            users.idClaim(session.userId()),
            session.sid(),
            now,
            end,
            further(session.passwordMark(), user)));
  }

  private static Map<String, Object> further(String passwordMark, KnownUser user) {
    Map<String, Object> further = new LinkedHashMap<>();
    further.put(AccessTokens.PASSWORD_MARK, passwordMark);
    user.row().claims().forEach(further::putIfAbsent);
    return further;
  }

  /** The session's refresh token, made from its row alone: whoever asks again gets the same. */
  String refresh(SessionRow session) {
    return signed(
        new JwtClaims(
            TokenType.REFRESH,
            session.jti(),
            users.idClaim(session.userId()),
            session.sid(),
            session.rotatedAt().orElse(session.createdAt()),
            session.expiresAt()));
  }

  /** A token of the session {@code sid}, with the mark of its user's password. */
  String ofSession(
      TokenType type, String sid, String jti, KnownUser user, Instant now, Instant end) {
    return signed(
        new JwtClaims(
            type,
            jti,
            users.idClaim(user.row().id()),
            sid,
            now,
            end,
            type == TokenType.ACCESS
                ? further(user.passwordMark(), user)
                : Map.of(AccessTokens.PASSWORD_MARK, user.passwordMark())));
  }

  private String signed(JwtClaims claims) {
    String token = signer.sign(claims);
    badTokens.ifPresent(known -> known.remember(token));
    return token;
  }

  /**
   * What a token of either type says.
   *
   * @throws dev.portcullis.AuthException if it is not good
   */
  VerifiedJwt verify(String token) {
    return verifier.verify(token);
  }

  /**
   * What a refresh token says.
   *
   * @throws dev.portcullis.AuthException if it is not good, or is no refresh token
   */
  VerifiedJwt verifyRefresh(String token) {
    VerifiedJwt jwt = verifier.verify(token);
    jwt.requireType(TokenType.REFRESH);
    return jwt;
  }
}
