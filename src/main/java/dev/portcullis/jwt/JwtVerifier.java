package dev.portcullis.jwt;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.json.Json;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells good tokens from all others (RFC 7519, section 7.2; RFC 8725).
 *
 * <p>In this order, and the first doubt ends it: the form, the key and its algorithm, the signature
 * (jjwt), the claims and their types, issuer and audience, the times.
 */
public final class JwtVerifier {
  private final KeyRing keys;
  private final JwtPolicy policy;
  private final InstantSource clock;
  private final Map<String, JwtParser> parsers;

  public JwtVerifier(KeyRing keys, JwtPolicy policy, InstantSource clock) {
    this.keys = keys;
    this.policy = policy;
    this.clock = clock;
    Map<String, JwtParser> byKid = new LinkedHashMap<>();
    keys.all().forEach(key -> byKid.put(key.kid(), parser(key, clock)));
    this.parsers = Collections.unmodifiableMap(byKid);
  }

  /**
   * What the token says, proved.
   *
   * @throws AuthException {@code TOKEN_EXPIRED} if nothing but its time is wrong, else {@code
   *     TOKEN_INVALID}; the answer does not tell one doubt from another
   */
  public VerifiedJwt verify(String compact) {
    Instant now = clock.instant();
    VerifiedJwt token;
    try {
      token = proved(CompactJws.read(compact), compact, now);
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
    // Other issuers on the same secret, such as simplejwt, write no kid.
    JwtKey key = jws.kid().map(keys::find).orElse(Optional.of(keys.signing())).orElseThrow();
    // jjwt's narrowed parser refuses another algorithm, too: either check alone would do.
    require(jws.alg().equals(key.algorithm().name()));
    Objects.requireNonNull(parsers.get(key.kid())).parseSignedClaims(compact);

    // From here on it is signed. The bytes are read again, since jjwt decodes UTF-8 leniently.
    Map<String, @Nullable Object> payload = Json.readObject(jws.payload());
    VerifiedJwt token = new VerifiedJwt(payload);
    ClaimReader claims = new ClaimReader(payload);
    requireIssuer(claims);
    requireAudience(claims);
    requirePast(claims.optionalTime("iat"), now);
    requirePast(claims.optionalTime("nbf"), now);
    return token;
  }

  private void requireIssuer(ClaimReader claims) {
    Optional<String> issuer = claims.optionalText("iss");
    require(policy.issuer().isEmpty() || issuer.equals(policy.issuer()));
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

  @SuppressWarnings("JavaUtilDate") // jjwt's clock has it.
  private static JwtParser parser(JwtKey key, InstantSource clock) {
    JwtParserBuilder parser =
        Jwts.parser()
            .json(new JjwtJsonReader())
            .clock(() -> Date.from(clock.instant()))
            // Times are judged here alone, where the equal case is ours and the type is strict.
            .clockSkewSeconds(Duration.ofDays(365 * 10_000L).toSeconds());
    return key.narrow(parser).zip().clear().and().enc().clear().and().key().clear().and().build();
  }
}
