package dev.portcullis.jwt;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The key that signs, and those that still verify what they signed before. */
public final class KeyRing {
  private final JwtKey signing;
  private final Map<String, JwtKey> byKid;

  /**
   * @throws IllegalArgumentException if two keys have one name, hence one secret: a key has one
   *     algorithm
   */
  public KeyRing(JwtKey signing, List<JwtKey> alsoVerifying) {
    Map<String, JwtKey> keys = new LinkedHashMap<>();
    keys.put(signing.kid(), signing);
    for (JwtKey key : alsoVerifying) {
      if (keys.putIfAbsent(key.kid(), key) != null) {
        throw new IllegalArgumentException("Two keys with the same secret: " + key);
      }
    }
    this.signing = signing;
    this.byKid = Collections.unmodifiableMap(keys);
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
}
