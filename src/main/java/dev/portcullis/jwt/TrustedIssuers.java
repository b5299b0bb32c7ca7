package dev.portcullis.jwt;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Other issuers whose access tokens are good here, each with its own public keys: the same {@code
 * kid} at two issuers is two keys.
 *
 * <p>An issuer whose keys have not come yet is known, and none of its tokens is good.
 */
public final class TrustedIssuers {
  private final Set<String> names;
  private final ConcurrentHashMap<String, List<JwtKey>> keys = new ConcurrentHashMap<>();

  /** These issuers, by what their tokens say in {@code iss}; no keys yet. */
  public TrustedIssuers(Collection<String> names) {
    this.names = Set.copyOf(names);
  }

  /** No other issuer than ourselves. */
  public static TrustedIssuers none() {
    return new TrustedIssuers(Set.of());
  }

  /**
   * From now on the issuer's keys are those of this JWK set; says whether they are others than
   * before.
   *
   * @throws IllegalArgumentException if there is no usable key in it; those before stay
   */
  public boolean replace(String issuer, byte[] jwkSet) {
    if (!names.contains(issuer)) {
      throw new IllegalArgumentException("Unknown issuer " + issuer);
    }
    List<JwtKey> next = KeyText.readPublic(jwkSet);
    List<JwtKey> before = keys.put(issuer, next);
    return before == null || !areSame(before, next);
  }

  private static boolean areSame(List<JwtKey> before, List<JwtKey> next) {
    return before.size() == next.size()
        && next.stream().allMatch(key -> before.stream().anyMatch(old -> isSame(old, key)));
  }

  private static boolean isSame(JwtKey old, JwtKey key) {
    return old.isSameKey(key) && old.kid().equals(key.kid()) && old.algorithm() == key.algorithm();
  }

  /** Whether there is any at all. */
  boolean isEmpty() {
    return names.isEmpty();
  }

  boolean contains(String issuer) {
    return names.contains(issuer);
  }

  /** The issuer's key of this name; without a name its only key. */
  Optional<JwtKey> find(String issuer, Optional<String> kid) {
    List<JwtKey> ring = keys.getOrDefault(issuer, List.of());
    if (kid.isEmpty()) {
      return ring.size() == 1 ? Optional.of(ring.get(0)) : Optional.empty();
    }
    return ring.stream().filter(key -> key.kid().equals(kid.get())).findFirst();
  }
}
