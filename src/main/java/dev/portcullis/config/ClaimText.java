package dev.portcullis.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The value of {@code jwt-claims}: a list of {@code CLAIM:COLUMN}, or of columns alone. */
final class ClaimText {
  private static final int MAX_CLAIMS = 16;
  private static final String WANT =
      "want CLAIM:COLUMN, or a column alone that is called as its claim, of letters, digits and _";

  /** Claims with a meaning of their own (RFC 7519, section 4.1) or of ours. */
  private static final Set<String> RESERVED =
      Set.of(
          "iss",
          "sub",
          "aud",
          "exp",
          "nbf",
          "iat",
          "jti",
          "token_type",
          "user_id",
          "sid",
          "hash_password",
          "username",
          "roles");

  private ClaimText() {}

  /**
   * The columns by their claims, in the order in which they are written.
   *
   * @throws IllegalArgumentException with what is wanted
   */
  static Map<String, String> parse(String text) {
    Map<String, String> claims = new LinkedHashMap<>();
    for (String item : ListText.items(text)) {
      int colon = item.indexOf(':');
      String claim = name(colon < 0 ? item : item.substring(0, colon).strip());
      String column = name(colon < 0 ? item : item.substring(colon + 1).strip());
      if (RESERVED.contains(claim.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("want another claim than " + claim + ", which is taken");
      }
      if (claims.put(claim, column) != null) {
        throw new IllegalArgumentException("want each claim once");
      }
    }
    if (claims.size() > MAX_CLAIMS) {
      throw new IllegalArgumentException("want at most " + MAX_CLAIMS + " claims");
    }
    return Collections.unmodifiableMap(claims);
  }

  private static String name(String text) {
    if (!text.matches("[A-Za-z_][A-Za-z0-9_]{0,63}")) {
      throw new IllegalArgumentException(WANT);
    }
    return text;
  }
}
