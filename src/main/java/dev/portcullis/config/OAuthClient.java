package dev.portcullis.config;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A server that may ask what a token is.
 *
 * @param id its name
 * @param secret what proves that it is the one
 */
public record OAuthClient(String id, Secret secret) {
  private static final int MIN_SECRET = 32;
  private static final String WANT =
      "want ID:SECRET, the secret of at least "
          + MIN_SECRET
          + " characters, both of letters, digits, '.', '_' and '-'";

  /**
   * Reads a list of {@code ID:SECRET}, each id once. Both are of characters that look the same
   * wherever they are escaped or not (RFC 6749, section 2.3.1).
   *
   * @throws IllegalArgumentException if one is not like that; nothing of it is repeated
   */
  static List<OAuthClient> list(String text) {
    List<OAuthClient> clients = ListText.items(text).stream().map(OAuthClient::of).toList();
    Set<String> ids = new HashSet<>();
    if (!clients.stream().allMatch(client -> ids.add(client.id))) {
      throw new IllegalArgumentException("want each id once");
    }
    return clients;
  }

  private static OAuthClient of(String text) {
    if (!text.matches("[A-Za-z0-9._-]{1,100}:[A-Za-z0-9._-]{" + MIN_SECRET + ",1000}")) {
      throw new IllegalArgumentException(WANT);
    }
    int colon = text.indexOf(':');
    return new OAuthClient(
        text.substring(0, colon),
        new Secret(text.substring(colon + 1).getBytes(StandardCharsets.UTF_8)));
  }
}
