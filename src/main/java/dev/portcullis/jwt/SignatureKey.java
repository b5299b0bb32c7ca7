package dev.portcullis.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PrivateJwk;
import io.jsonwebtoken.security.PublicJwk;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A public key that verifies, and signs where its private half is known. */
final class SignatureKey extends JwtKey {
  /** What RFC 7638 hashes is all that a public key is; the rest of a JWK is said about it. */
  private static final List<String> MEMBERS = List.of("kty", "crv", "x", "y", "n", "e");

  private final PublicKey publicKey;
  private final Optional<PrivateKey> privateKey;
  private final Map<String, Object> members;

  private SignatureKey(
      JwtAlgorithm algorithm,
      String kid,
      PublicKey publicKey,
      Optional<PrivateKey> privateKey,
      Map<String, Object> members) {
    super(algorithm, kid);
    this.publicKey = publicKey;
    this.privateKey = privateKey;
    this.members = members;
  }

  /**
   * The key of a JWK that jjwt has read, hence with a point that is on its curve.
   *
   * @param algorithm what it is for; empty takes the one of its curve, or RS256
   * @param kid its name; empty takes the thumbprint of RFC 7638
   * @throws IllegalArgumentException if it does not fit the algorithm, is weak, or its halves do
   *     not belong together
   */
  static SignatureKey of(Jwk<?> jwk, Optional<JwtAlgorithm> algorithm, Optional<String> kid) {
    PublicJwk<?> published =
        jwk instanceof PrivateJwk<?, ?, ?> pair ? pair.toPublicJwk() : (PublicJwk<?>) jwk;
    Map<String, Object> members = membersOf(published);
    JwtAlgorithm fitting = fitting(members, algorithm);
    if (fitting.keyType() == JwtAlgorithm.KeyType.OKP) {
      EdwardsStrength.require(String.valueOf(members.get("x")));
    }
    if (fitting.keyType() == JwtAlgorithm.KeyType.EC) {
      EcdsaSelfTest.problem()
          .ifPresent(
              problem -> {
                throw new IllegalArgumentException(problem);
              });
    }
    if (published.toKey() instanceof RSAPublicKey rsa) {
      RsaStrength.require(rsa);
    }
    SignatureKey key =
        new SignatureKey(
            fitting,
            kid.orElseGet(() -> published.thumbprint(Jwks.HASH.SHA256).toString()),
            published.toKey(),
            jwk instanceof PrivateJwk<?, ?, ?> pair
                ? Optional.of((PrivateKey) pair.toKey())
                : Optional.empty(),
            members);
    key.requireMatchingHalves();
    return key;
  }

  @Override
  public boolean canSign() {
    return privateKey.isPresent();
  }

  @Override
  public Optional<Map<String, Object>> publicJwk() {
    Map<String, Object> jwk = new LinkedHashMap<>();
    jwk.put("kid", kid());
    jwk.put("use", "sig");
    jwk.put("alg", algorithm().alg());
    jwk.putAll(members);
    return Optional.of(Collections.unmodifiableMap(jwk));
  }

  @Override
  boolean isSameKey(JwtKey other) {
    return other instanceof SignatureKey that && members.equals(that.members);
  }

  @Override
  JwtBuilder sign(JwtBuilder token) {
    return token.signWith(
        privateKey.orElseThrow(() -> new IllegalStateException(this + " has no private half")),
        algorithm().signature());
  }

  @Override
  JwtParserBuilder narrow(JwtParserBuilder parser) {
    return parser.keyLocator(header -> publicKey).sig().clear().add(algorithm().signature()).and();
  }

  private static Map<String, Object> membersOf(PublicJwk<?> jwk) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (String name : MEMBERS) {
      if (jwk.containsKey(name)) {
        members.put(name, Objects.requireNonNull(jwk.get(name)));
      }
    }
    return Collections.unmodifiableMap(members);
  }

  private static JwtAlgorithm fitting(Map<String, Object> jwk, Optional<JwtAlgorithm> wanted) {
    String kty = String.valueOf(jwk.get("kty"));
    String curve = String.valueOf(jwk.getOrDefault("crv", ""));
    if (wanted.isPresent()) {
      if (!fits(wanted.get(), kty, curve)) {
        throw new IllegalArgumentException(
            ("a key of type " + kty + " " + curve).strip() + " is no key for " + wanted.get());
      }
      return wanted.get();
    }
    for (JwtAlgorithm algorithm : JwtAlgorithm.values()) {
      if (fits(algorithm, kty, curve)) {
        return algorithm;
      }
    }
    throw new IllegalArgumentException(
        ("no algorithm signs with a key of type " + kty + " " + curve).strip()
            + "; want RSA, P-256, P-384, P-521 or Ed25519");
  }

  private static boolean fits(JwtAlgorithm algorithm, String kty, String curve) {
    return algorithm.keyType().name().equals(kty) && algorithm.curve().equals(curve);
  }

  /** A file can say anything: what the private half signs, the public one must verify. */
  private void requireMatchingHalves() {
    if (privateKey.isEmpty()) {
      return;
    }
    try {
      byte[] content = "portcullis".getBytes(US_ASCII);
      String signed = sign(Jjwt.builder().json(new JjwtJsonWriter()).content(content)).compact();
      requireSignatureOf(CompactJws.read(signed), signed);
    } catch (RuntimeException e) {
      // What jjwt says of it may quote numbers of the key.
      throw new IllegalArgumentException("its private and its public half do not fit");
    }
  }
}
