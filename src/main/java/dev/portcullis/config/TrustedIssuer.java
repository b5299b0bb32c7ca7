package dev.portcullis.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * Another issuer whose access tokens are good here.
 *
 * @param issuer what its tokens say in {@code iss}, to the letter
 * @param source the file or the URL of its public keys
 */
public record TrustedIssuer(String issuer, String source) {
  /** What nobody else can answer for: plain HTTP would let the network choose our keys. */
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * Reads {@code ISSUER FILE-or-URL}.
   *
   * @throws IllegalArgumentException with what is wanted
   */
  static TrustedIssuer of(String text) {
    String[] words = text.split("\\s+", -1);
    if (words.length != 2) {
      throw new IllegalArgumentException("want ISSUER FILE or ISSUER https://..., one a line");
    }
    TrustedIssuer issuer = new TrustedIssuer(words[0], words[1]);
    if (words[1].contains("://") && issuer.url().isEmpty()) {
      throw new IllegalArgumentException(
          "want an https URL, or http to localhost, without user and fragment");
    }
    return issuer;
  }

  /** The URL of the keys; empty if they are in a file. */
  public Optional<URI> url() {
    try {
      URI url = new URI(source);
      String scheme = String.valueOf(url.getScheme());
      String host = url.getHost();
      boolean fine =
          host != null
              && url.getRawUserInfo() == null
              && url.getRawFragment() == null
              && (scheme.equals("https") || (scheme.equals("http") && LOOPBACK.contains(host)));
      return fine ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException e) {
      // A path with blanks or backslashes, which is no URL.
      return Optional.empty();
    }
  }

  /** As it was written. */
  @Override
  public String toString() {
    return issuer + " " + source;
  }
}
