package dev.portcullis.jwt;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells good tokens from all others (RFC 7519, section 7.2; RFC 8725).
 *
 * <p>In this order, and the first doubt ends it: the form, the key and its algorithm, the signature
 * (jjwt), the claims and their types, issuer and audience, the times.
 */
public final class JwtVerifier {
  /** No logout of ours ends another's token: its end must be in sight. */
  private static final Duration LONGEST_OF_OTHERS = Duration.ofHours(24);

  private final Keys keys;
  private final TrustedIssuers issuers;
  private final JwtPolicy policy;
  private final InstantSource clock;

  /** A verifier of our own tokens, and of the access tokens of {@code issuers}. */
  public JwtVerifier(Keys keys, TrustedIssuers issuers, JwtPolicy policy, InstantSource clock) {
    this.keys = keys;
    this.issuers = issuers;
    this.policy = policy;
    this.clock = clock;
  }

  /** A verifier of our own tokens, whose keys never turn over. */
  public JwtVerifier(KeyRing ring, JwtPolicy policy, InstantSource clock) {
    this(new Keys(ring), TrustedIssuers.none(), policy, clock);
  }

  /**
   * What the token says, proved.
   *
   * @throws AuthException {@code TOKEN_EXPIRED} if nothing but its time is wrong; {@code
   *     UNAVAILABLE} if the keys that it may be signed with could not be read; else {@code
   *     TOKEN_INVALID}; the answer does not tell one doubt from another
   */
  public VerifiedJwt verify(String compact) {
    Instant now = clock.instant();
    VerifiedJwt token;
    try {
      token = proved(CompactJws.read(compact), compact, now);
    } catch (AuthException e) {
      throw e;
    } catch (RuntimeException e) {
      // Whatever it was, and jjwt throws a dozen kinds: the token's sender gets one answer.
      throw new AuthException(AuthError.TOKEN_INVALID);
    }
    if (isExpired(token, now)) {
      throw new AuthException(AuthError.TOKEN_EXPIRED);
    }
    return token;
  }

  private VerifiedJwt proved(CompactJws jws, String compact, Instant now) {
    Optional<String> other = otherIssuerNamedBy(jws);
    JwtKey key =
        other
            .map(issuer -> issuers.find(issuer, jws.kid()))
            .orElseGet(() -> ownKey(jws.kid(), now))
            .orElseThrow();
    key.requireSignatureOf(jws, compact);

    // From here on it is signed. The bytes are read again, since jjwt decodes UTF-8 leniently.
    Map<String, @Nullable Object> payload = Json.readObject(jws.payload());
    ClaimReader claims = new ClaimReader(payload);
    VerifiedJwt token =
        other.isPresent() ? VerifiedJwt.ofOther(payload) : VerifiedJwt.ofOurs(payload);
    requireTyp(jws, token, other.isPresent());
    requireIssuer(claims, other.or(policy::issuer));
    requireAudience(claims);
    require(
        other.isEmpty()
            || !token.expiresAt().isAfter(now.plus(policy.leeway()).plus(LONGEST_OF_OTHERS)));
    requirePast(claims.optionalTime("iat"), now);
    requirePast(claims.optionalTime("nbf"), now);
    return token;
  }

  /**
   * The trusted issuer that the token claims to be of. Not proved, so a hint and no more: it says
   * whose keys are tried, and whoever is not that issuer cannot have signed with one of them.
   */
  private Optional<String> otherIssuerNamedBy(CompactJws jws) {
    if (issuers.isEmpty()) {
      return Optional.empty();
    }
    return Json.readObject(jws.payload()).get("iss") instanceof String issuer
            && issuers.contains(issuer)
        ? Optional.of(issuer)
        : Optional.empty();
  }

  /** Others on the same secret, such as simplejwt, write no kid. */
  private Optional<JwtKey> ownKey(Optional<String> kid, Instant now) {
    return kid.isPresent() ? keys.find(kid.get(), now) : Optional.of(keys.current().signing());
  }

  /** RFC 9068, section 4; others may write it without being asked to. */
  private void requireTyp(CompactJws jws, VerifiedJwt token, boolean ofOther) {
    boolean access = token.type().equals(TokenType.ACCESS.word());
    require(policy.typedAccess() ? jws.typedAccess() == access : !jws.typedAccess() || ofOther);
  }

  private static void requireIssuer(ClaimReader claims, Optional<String> wanted) {
    Optional<String> issuer = claims.optionalText("iss");
    require(wanted.isEmpty() || issuer.equals(wanted));
  }

  private void requireAudience(ClaimReader claims) {
    List<String> audiences = claims.has("aud") ? claims.texts("aud") : List.of();
    require(policy.audience().map(audiences::contains).orElse(!claims.has("aud")));
  }

  /** A moment that is exactly now plus leeway is past enough. */
  private void requirePast(Optional<Instant> moment, Instant now) {
    require(moment.isEmpty() || !moment.get().isAfter(now.plus(policy.leeway())));
  }

  /** A token whose {@code exp} plus leeway is exactly now is expired (PyJWT has it so, too). */
  private boolean isExpired(VerifiedJwt token, Instant now) {
    return !now.isBefore(token.expiresAt().plus(policy.leeway()));
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("A token that is refused");
    }
  }
}
