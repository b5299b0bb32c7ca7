package dev.portcullis.jwt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The key that signs, those that still verify what they signed before, and those to come. */
public final class KeyRing {
  private final JwtKey signing;
  private final Map<String, JwtKey> byKid;

  /**
   * @throws IllegalArgumentException if two keys have one name, or one key comes twice: a key has
   *     one algorithm
   */
  public KeyRing(JwtKey signing, List<JwtKey> alsoVerifying) {
    if (!signing.canSign()) {
      throw new IllegalArgumentException(signing + " cannot sign");
    }
    Map<String, JwtKey> keys = new LinkedHashMap<>();
    keys.put(signing.kid(), signing);
    for (JwtKey key : alsoVerifying) {
      for (JwtKey other : keys.values()) {
        if (key.isSameKey(other)) {
          throw new IllegalArgumentException("Two keys with the same secret: " + key);
        }
      }
      if (keys.putIfAbsent(key.kid(), key) != null) {
        throw new IllegalArgumentException("Two keys with the kid " + key.kid());
      }
    }
    this.signing = signing;
    this.byKid = Collections.unmodifiableMap(keys);
  }

  /**
   * The ring of which the first key that can sign does, and all verify.
   *
   * <p>A key and its public half are one key, as where a file holds both.
   *
   * @throws IllegalArgumentException if none can sign, two different keys have one name, or one key
   *     comes with two algorithms or names
   */
  public static KeyRing of(List<JwtKey> keys) {
    List<JwtKey> distinct = distinct(keys);
    JwtKey signing =
        distinct.stream()
            .filter(JwtKey::canSign)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no private key among them"));
    return new KeyRing(signing, distinct.stream().filter(key -> key != signing).toList());
  }

  private static List<JwtKey> distinct(List<JwtKey> keys) {
    List<JwtKey> distinct = new ArrayList<>();
    for (JwtKey key : keys) {
      Optional<JwtKey> known = distinct.stream().filter(key::isSameKey).findFirst();
      if (known.isEmpty()) {
        distinct.add(key);
      } else {
        JwtKey other = known.get();
        if (other.algorithm() != key.algorithm() || !other.kid().equals(key.kid())) {
          throw new IllegalArgumentException(
              String.format(
                  "one key as %s %s and as %s %s; want one algorithm and one kid",
                  other.algorithm(), other.kid(), key.algorithm(), key.kid()));
        }
        if (key.canSign() && !other.canSign()) {
          distinct.set(distinct.indexOf(other), key);
        }
      }
    }
    return distinct;
  }

  /** The key for new tokens. */
  public JwtKey signing() {
    return signing;
  }

  /** All keys, the signing one first. */
  public Collection<JwtKey> all() {
    return byKid.values();
  }

  /** The key with this name; empty if the ring has none. */
  public Optional<JwtKey> find(String kid) {
    return Optional.ofNullable(byKid.get(kid));
  }

  /**
   * The public keys as a JWK set (RFC 7517, section 5): also those that only begin to sign, so that
   * readers know them in time. Symmetric keys are never in it.
   */
  public Map<String, Object> publicJwkSet() {
    return Map.of("keys", all().stream().flatMap(key -> key.publicJwk().stream()).toList());
  }
}
