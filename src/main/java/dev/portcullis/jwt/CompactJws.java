package dev.portcullis.jwt;

import dev.portcullis.json.Json;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token whose form is beyond doubt, before any key was asked (RFC 7515, section 3.1).
 *
 * <p>Nothing in it is believed yet. There is one spelling for every token: base64url without
 * padding and without stray bits, so that no second spelling can slip past a list of revoked ones.
 */
final class CompactJws {
  /** Characters of a whole token; containers take about this much in one header. */
  static final int MAX_LENGTH = 8192;

  private static final int MAX_KID_LENGTH = 128;

  /**
   * Header members that change what is signed or encrypted, or bring a key along. RFC 7515 lets a
   * reader ignore the latter; whoever sends one is trying something (CVE-2018-0114).
   */
  private static final Set<String> REFUSED_MEMBERS =
      Set.of("crit", "zip", "enc", "b64", "cty", "jwk", "jku", "x5c", "x5u");

  /** The {@code typ} of access tokens, with and without the prefix (RFC 9068, section 4). */
  private static final Set<String> ACCESS_TYPES = Set.of("at+jwt", "application/at+jwt");

  private final String alg;
  private final boolean typedAccess;
  private final Optional<String> kid;
  private final byte[] payload;

  private CompactJws(String alg, boolean typedAccess, Optional<String> kid, byte[] payload) {
    this.alg = alg;
    this.typedAccess = typedAccess;
    this.kid = kid;
    this.payload = payload;
  }

  /**
   * The token read.
   *
   * @throws IllegalArgumentException if it is not well formed (a {@code JsonException} if its
   *     header is not)
   */
  static CompactJws read(String compact) {
    if (compact.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("Longer than " + MAX_LENGTH + " characters");
    }
    int first = compact.indexOf('.');
    int second = compact.indexOf('.', first + 1);
    if (first < 0 || second < 0) {
      throw new IllegalArgumentException("Not three parts");
    }
    byte[] header = decode(compact.substring(0, first));
    byte[] payload = decode(compact.substring(first + 1, second));
    decode(compact.substring(second + 1)); // A dot in it is no base64url: four parts end here.
    return of(Json.readObject(header), payload);
  }

  private static CompactJws of(Map<String, @Nullable Object> header, byte[] payload) {
    for (Map.Entry<String, @Nullable Object> member : header.entrySet()) {
      if (REFUSED_MEMBERS.contains(member.getKey()) || !(member.getValue() instanceof String)) {
        throw new IllegalArgumentException("A header member that is refused");
      }
    }
    String alg = (String) header.get("alg");
    String typ = (String) header.getOrDefault("typ", "JWT");
    Optional<String> kid = Optional.ofNullable((String) header.get("kid"));
    if (alg == null || typ == null) {
      throw new IllegalArgumentException("No alg, or no typ");
    }
    String type = typ.toLowerCase(Locale.ROOT);
    if (!type.equals("jwt") && !ACCESS_TYPES.contains(type)) {
      throw new IllegalArgumentException("Another typ");
    }
    if (kid.isPresent() && kid.get().length() > MAX_KID_LENGTH) {
      throw new IllegalArgumentException("kid longer than " + MAX_KID_LENGTH + " characters");
    }
    return new CompactJws(alg, ACCESS_TYPES.contains(type), kid, payload);
  }

  private static byte[] decode(String part) {
    byte[] bytes = Base64.getUrlDecoder().decode(part);
    // The decoder takes padding and stray bits; only the one spelling comes back the same.
    String canonical = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    if (part.isEmpty() || !canonical.equals(part)) {
      throw new IllegalArgumentException("Not the one base64url of its bytes");
    }
    return bytes;
  }

  /** The algorithm that the token names; only ever compared with the key's own. */
  String alg() {
    return alg;
  }

  /** Whether its header says that it is an access token (RFC 9068, section 2.1). */
  boolean typedAccess() {
    return typedAccess;
  }

  /** The key that the token asks for. */
  Optional<String> kid() {
    return kid;
  }

  /** The bytes that were signed, by whomever. */
  byte[] payload() {
    return payload;
  }
}
