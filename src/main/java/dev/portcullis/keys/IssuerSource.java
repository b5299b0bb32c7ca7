package dev.portcullis.keys;

import java.net.URI;
import java.util.Optional;

/**
 * Where the public keys of another issuer are.
 *
 * @param issuer what its tokens say in {@code iss}
 * @param url the URL of its JWK set; empty if it is a file
 * @param path the path of the file, where there is no URL
 */
public record IssuerSource(String issuer, Optional<URI> url, String path) {

  byte[] read(JwkFetcher fetcher) {
    return url.isPresent() ? fetcher.fetch(url.get()) : KeyFile.read(path);
  }

  /** For messages. */
  @Override
  public String toString() {
    return issuer + " " + url.map(URI::toString).orElseGet(() -> KeyFile.shown(path));
  }
}
