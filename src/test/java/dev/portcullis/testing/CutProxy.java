package dev.portcullis.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between a node and its database, and when told cuts a connection at the worst moment: the
 * server has done what was asked, and the answer never arrives.
 */
public final class CutProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int serverPort;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicReference<String> armed = new AtomicReference<>("");
  private final AtomicInteger cuts = new AtomicInteger();

  /** A proxy on a free port of the loopback, for a server on another. */
  public CutProxy(int serverPort) {
    this.serverPort = serverPort;
    try {
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  /** Where it listens. */
  public int port() {
    return listening.getLocalPort();
  }

  /** The next statement with this text is passed on; its answer is not, and the connection ends. */
  public void cutAnswerTo(String text) {
    armed.set(text);
  }

  /** How often it has cut. */
  public int cuts() {
    return cuts.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket node = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        node.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.add(node);
        sockets.add(server);
        new Link(node, server).start();
      }
    } catch (IOException e) {
      closeAll();
    }
  }

  /** One connection of the node's. */
  private final class Link {
    private final Socket node;
    private final Socket server;
    private volatile boolean doomed;

    Link(Socket node, Socket server) {
      this.node = node;
      this.server = server;
    }

    void start() {
      daemon(() -> pass(node, server, true));
      daemon(() -> pass(server, node, false));
    }

    private void pass(Socket from, Socket to, boolean toServer) {
      byte[] bytes = new byte[65_536];
      try (from;
          to) {
        InputStream in = from.getInputStream();
        while (true) {
          int length = in.read(bytes);
          if (length < 0) {
            return;
          }
          if (toServer) {
            doomIfArmedFor(new String(bytes, 0, length, ISO_8859_1));
          } else if (doomed) { // The server has answered: it has done it.
            cuts.incrementAndGet();
            return;
          }
          to.getOutputStream().write(bytes, 0, length);
        }
      } catch (IOException e) {
        // Either end is gone, and so is the other.
      }
    }

    private void doomIfArmedFor(String said) {
      String text = armed.get();
      if (!text.isEmpty() && said.contains(text) && armed.compareAndSet(text, "")) {
        doomed = true;
      }
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "cut-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void closeAll() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is gone, which is what was wanted.
      }
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    closeAll();
  }
}
