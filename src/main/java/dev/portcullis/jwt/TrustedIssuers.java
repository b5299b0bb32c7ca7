package dev.portcullis.jwt;

import static java.lang.System.Logger.Level.WARNING;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Other issuers whose access tokens are good here, each with its own public keys: the same {@code
 * kid} at two issuers is two keys.
 *
 * <p>An issuer whose keys have not come yet is known, and nobody can say which of its tokens are
 * good. One that publishes no keys any more has no good tokens.
 */
public final class TrustedIssuers {
  private static final System.Logger LOG = System.getLogger(TrustedIssuers.class.getName());

  private final Set<String> names;
  private final ConcurrentHashMap<String, List<JwtKey>> keys = new ConcurrentHashMap<>();

  private final Set<String> missed = ConcurrentHashMap.newKeySet();

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
   * before. A set without a usable key leaves the issuer with none.
   *
   * @throws IllegalArgumentException if it is no JWK set; the keys before stay
   */
  public boolean replace(String issuer, byte[] jwkSet) {
    if (!names.contains(issuer)) {
      throw new IllegalArgumentException("Unknown issuer " + issuer);
    }
    KeyText.Published published = KeyText.readPublic(jwkSet);
    List<JwtKey> next = published.keys();
    List<JwtKey> before = keys.put(issuer, next);
    boolean isOther = before == null || !areSame(before, next);
    if (isOther && published.leaked() > 0) {
      LOG.log(
          WARNING,
          issuer
              + " publishes private keys, so that anybody can sign with them; they are not used: "
              + published.leaked());
    }
    return isOther;
  }

  /** From now on the issuer's keys are unknown, as if they had never come. */
  public void forget(String issuer) {
    keys.remove(issuer);
  }

  /**
   * Whether a token named a key of this issuer that is unknown, since this was last asked. Anybody
   * can make such a token, so it is a reason to look again, and not more often than is seemly.
   */
  public boolean takeMiss(String issuer) {
    return missed.remove(issuer);
  }

  /** Whether a token of this issuer can be good. */
  public boolean hasKeys(String issuer) {
    return !keys.getOrDefault(issuer, List.of()).isEmpty();
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

  /**
   * The issuer's key of this name; without a name its only key.
   *
   * @throws AuthException {@code UNAVAILABLE} if the issuer's keys have not come yet
   */
  Optional<JwtKey> find(String issuer, Optional<String> kid) {
    List<JwtKey> ring = keys.get(issuer);
    if (ring == null) {
      throw new AuthException(AuthError.UNAVAILABLE);
    }
    if (kid.isEmpty()) {
      return ring.size() == 1 ? Optional.of(ring.get(0)) : Optional.empty();
    }
    Optional<JwtKey> found = ring.stream().filter(key -> key.kid().equals(kid.get())).findFirst();
    if (found.isEmpty()) {
      missed.add(issuer);
    }
    return found;
  }
}
