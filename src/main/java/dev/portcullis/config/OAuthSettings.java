package dev.portcullis.config;

import java.util.List;

/**
 * What other servers may do with our tokens, by the endpoints of OAuth 2.0.
 *
 * @param revocation whether whoever has a token may end it (RFC 7009)
 * @param introspection whether a client may ask what a token is (RFC 7662)
 * @param clients who may ask; at least one where introspection is on
 */
public record OAuthSettings(boolean revocation, boolean introspection, List<OAuthClient> clients) {

  /** Copies the clients. */
  public OAuthSettings {
    clients = List.copyOf(clients);
  }
}
