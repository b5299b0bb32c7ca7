package dev.portcullis.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;

/** A request as it is written, for what no client would send. */
public final class RawHttp {
  private static final int PATIENCE_MILLIS = 20_000;

  private RawHttp() {}

  /** All that the server answers until it closes the connection, or until nothing more is sent. */
  public static String send(URI server, String request) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  /** The same where the server may have enough, and hang up, before it has read everything. */
  public static String sendAsFarAsItIsRead(URI server, String request) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      try {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        socket.shutdownOutput();
      } catch (SocketException e) {
        // It has hung up; what it said before is still to be read.
      }
      try {
        socket.getInputStream().transferTo(answer);
      } catch (SocketException e) {
        // The same.
      }
    }
    return answer.toString(ISO_8859_1);
  }
}
