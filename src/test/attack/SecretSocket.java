package dev.portcullis.attack;

import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/**
 * An endpoint that the container finds by itself; compiled by the tests against the container's own
 * API.
 */
@ServerEndpoint("/admin/socket")
public final class SecretSocket {
  /** Tells the secret to whoever has come so far. */
  @OnOpen
  public void open(Session session) throws IOException {
    session.getBasicRemote().sendText("the-treasure-of-the-admins");
  }
}
