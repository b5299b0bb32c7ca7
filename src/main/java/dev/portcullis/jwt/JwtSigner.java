package dev.portcullis.jwt;

import dev.portcullis.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes tokens: the same token for the same claims, where the algorithm is deterministic. */
public final class JwtSigner {
  private final Keys keys;
  private final JwtPolicy policy;

  /** A signer that takes, for each token, the key that signs then. */
  public JwtSigner(Keys keys, JwtPolicy policy) {
    this.keys = keys;
    this.policy = policy;
  }

  /** A signer whose key never turns over. */
  public JwtSigner(KeyRing ring, JwtPolicy policy) {
    this(new Keys(ring), policy);
  }

  /** The compact token (RFC 7515, section 3.1), signed with the ring's signing key. */
  public String sign(JwtClaims claims) {
    JwtKey key = keys.current().signing();
    // As content, not as claims: jjwt would put them in an order of its own.
    return key.sign(
            Jjwt.builder()
                .json(new JjwtJsonWriter())
                .header()
                .add("alg", key.algorithm().alg())
                .add("typ", typ(claims))
                .add("kid", key.kid())
                .and()
                .content(Json.write(payload(claims))))
        .compact();
  }

  private String typ(JwtClaims claims) {
    return policy.typedAccess() && claims.type() == TokenType.ACCESS ? "at+jwt" : "JWT";
  }

  private Map<String, Object> payload(JwtClaims claims) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("token_type", claims.type().word());
    payload.put("exp", claims.expiresAt().getEpochSecond());
    payload.put("iat", claims.issuedAt().getEpochSecond());
    payload.put("jti", claims.jti());
    payload.put("user_id", claims.userId());
    payload.put("sid", claims.sessionId());
    policy.issuer().ifPresent(issuer -> payload.put("iss", issuer));
    policy.audience().ifPresent(audience -> payload.put("aud", audience));
    claims.further().forEach(payload::putIfAbsent);
    return payload;
  }
}
