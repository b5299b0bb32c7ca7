package dev.portcullis.session;

import java.util.Optional;

/**
 * What a login or a refresh gives the client.
 *
 * @param access a new access token
 * @param refresh the refresh token to use from now on; empty if the client's own stays good
 */
public record TokenPair(String access, Optional<String> refresh) {

  /** Nothing of the tokens. */
  @Override
  public String toString() {
    return "TokenPair[****]";
  }
}
