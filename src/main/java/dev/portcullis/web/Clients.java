package dev.portcullis.web;

import dev.portcullis.session.Client;
import jakarta.servlet.http.HttpServletRequest;

/** The one place that says where a request comes from. */
public final class Clients {

  /** Who sends the request. */
  Client of(HttpServletRequest request) {
    return new Client(CredentialReader.userAgent(request), addressOf(request));
  }

  private static String addressOf(HttpServletRequest request) {
    String peer = request.getRemoteAddr();
    return peer == null ? "" : peer; // Null where the peer came by a Unix socket.
  }
}
