package dev.portcullis.session;

import java.util.Optional;

/**
 * What a login or a refresh gives the client.
 *
 * @param access a new access token
 * @param refresh the refresh token to use from now on; empty if the client's own stays good
 * @param sessionId the login session ({@code sid}) that they belong to
 */
public record TokenPair(String access, Optional<String> refresh, String sessionId) {

  /** Nothing of the tokens. */
  @Override
  public String toString() {
    return "TokenPair[****]";
  }
}
