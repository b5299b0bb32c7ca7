package dev.portcullis.jwt;

import dev.portcullis.json.Json;
import dev.portcullis.json.JsonException;
import io.jsonwebtoken.security.Jwk;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys in a JWK or a JWK set (RFC 7517; RFC 7518, section 6; RFC 8037, section 2). */
final class JwkText {
  /** As long as a token may name. */
  private static final int MAX_KID_LENGTH = 128;

  /** What the key is; jjwt sees nothing else, and certificates least of all. */
  private static final Set<String> MATERIAL =
      Set.of("kty", "crv", "x", "y", "n", "e", "d", "p", "q", "dp", "dq", "qi");

  /** A set has as many keys as 64 KiB hold, which is what is read of one: a hundred or more. */
  private static final int MAX_VALUES = 10_000;

  private JwkText() {}

  /** All keys; one that is wrong is an error. */
  static List<JwtKey> read(byte[] text, Optional<JwtAlgorithm> preferred) {
    List<JwtKey> keys = new ArrayList<>();
    for (Map<?, ?> jwk : jwks(text)) {
      keys.add(key(jwk, preferred));
    }
    if (keys.stream().map(key -> key.algorithm().isSymmetric()).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "a JWK set of secrets and public keys; want them in two files, of which the one with the"
              + " secrets stays at home");
    }
    requireDistinctKids(keys);
    return keys;
  }

  /**
   * The public keys for signatures that another issuer publishes; there may be none.
   *
   * <p>Its set may hold what is of no use here, such as keys for encryption and algorithms that we
   * do not have (RFC 7517, section 5): that is passed over.
   *
   * @throws IllegalArgumentException if it is no JWK set, or two keys in it have one name
   */
  static KeyText.Published readPublic(byte[] text) {
    List<JwtKey> keys = new ArrayList<>();
    int leaked = 0;
    for (Map<?, ?> jwk : jwks(text)) {
      try {
        JwtKey key = key(jwk, Optional.empty());
        if (key.canSign() && !key.algorithm().isSymmetric()) {
          leaked++;
        } else if (!key.algorithm().isSymmetric()) {
          keys.add(key);
        }
      } catch (IllegalArgumentException e) {
        // Not for us. Whoever has signed with it is told that the token is invalid.
      }
    }
    requireDistinctKids(keys);
    return new KeyText.Published(keys, leaked);
  }

  private static List<Map<?, ?>> jwks(byte[] text) {
    Map<String, @Nullable Object> document;
    try {
      document = Json.readObject(text, MAX_VALUES);
    } catch (JsonException e) {
      throw new IllegalArgumentException("no JSON of a JWK set: " + e.text());
    }
    if (document.containsKey("kty")) {
      return List.of(document);
    }
    if (!(document.get("keys") instanceof List<?> list)
        || !list.stream().allMatch(Map.class::isInstance)) {
      throw new IllegalArgumentException("no JWK set; want {\"keys\":[{\"kty\":...},...]}");
    }
    List<Map<?, ?>> jwks = new ArrayList<>();
    list.forEach(jwk -> jwks.add((Map<?, ?>) jwk));
    return jwks;
  }

  private static JwtKey key(Map<?, ?> jwk, Optional<JwtAlgorithm> preferred) {
    requireForSignatures(jwk);
    Optional<String> kid = text(jwk, "kid");
    if (kid.isPresent() && (kid.get().isEmpty() || kid.get().length() > MAX_KID_LENGTH)) {
      throw new IllegalArgumentException("a kid of 0 or more than 128 characters");
    }
    Optional<JwtAlgorithm> said =
        text(jwk, "alg")
            .map(
                alg ->
                    JwtAlgorithm.named(alg)
                        .orElseThrow(
                            () -> new IllegalArgumentException("a JWK with an unknown alg")));
    return text(jwk, "kty").equals(Optional.of("oct"))
        ? secret(jwk, said.or(() -> preferred), kid)
        : signatureKey(jwk, said, preferred, kid);
  }

  private static JwtKey secret(
      Map<?, ?> jwk, Optional<JwtAlgorithm> algorithm, Optional<String> kid) {
    JwtAlgorithm fitting =
        algorithm
            .filter(JwtAlgorithm::isSymmetric)
            .orElseThrow(() -> new IllegalArgumentException("a secret without alg HS256 to HS512"));
    byte[] secret;
    try {
      secret = Base64.getUrlDecoder().decode(text(jwk, "k").orElse(""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a secret that is no base64url");
    }
    return kid.isPresent() ? HmacKey.of(fitting, secret, kid.get()) : HmacKey.of(fitting, secret);
  }

  private static JwtKey signatureKey(
      Map<?, ?> jwk,
      Optional<JwtAlgorithm> said,
      Optional<JwtAlgorithm> preferred,
      Optional<String> kid) {
    if (jwk.containsKey("oth")) {
      throw new IllegalArgumentException("an RSA key of more than two primes");
    }
    Map<String, Object> material = new LinkedHashMap<>();
    for (String name : MATERIAL) {
      text(jwk, name).ifPresent(value -> material.put(name, value));
    }
    Jwk<?> read;
    try {
      read = Jjwt.jwk().add(material).build();
    } catch (RuntimeException e) {
      // jjwt throws many kinds; its message may quote the key.
      throw new IllegalArgumentException(
          "a JWK that cannot be read: a member is missing or wrong, its curve is unknown, or its"
              + " point is not on it");
    }
    return SignatureKey.of(read, said.or(() -> PemText.fitting(read, preferred)), kid);
  }

  /** RFC 7517, sections 4.2 and 4.3. */
  private static void requireForSignatures(Map<?, ?> jwk) {
    boolean otherUse = !text(jwk, "use").orElse("sig").equals("sig");
    boolean otherOps =
        jwk.get("key_ops") instanceof List<?> ops
            && !ops.contains("verify")
            && !ops.contains("sign");
    if (otherUse || otherOps) {
      throw new IllegalArgumentException("a JWK that is for something else than signatures");
    }
  }

  private static void requireDistinctKids(List<JwtKey> keys) {
    long kids = keys.stream().map(JwtKey::kid).distinct().count();
    if (kids != keys.size()) {
      throw new IllegalArgumentException("a JWK set in which two keys have the same kid");
    }
  }

  private static Optional<String> text(Map<?, ?> jwk, String name) {
    if (!jwk.containsKey(name)) {
      return Optional.empty();
    }
    if (Objects.requireNonNullElse(jwk.get(name), 0) instanceof String text) {
      return Optional.of(text);
    }
    throw new IllegalArgumentException("a JWK whose " + name + " is no text");
  }
}
