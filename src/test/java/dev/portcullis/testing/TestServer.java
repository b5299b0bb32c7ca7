package dev.portcullis.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A running MySQL or MariaDB server that is stopped, and its folder deleted, with the JVM. */
final class TestServer {
  private static final long STARTUP_MILLIS = 120_000;

  private final String url;
  private final AtomicInteger databases = new AtomicInteger();

  /** Waits until the server answers. */
  TestServer(int port, Path folder, Runnable stopping) {
    url = "jdbc:mysql://127.0.0.1:" + port + "/";
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stopping.run();
                  TempFolder.delete(folder);
                }));
    awaitAnswer();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  TestDatabase fresh() {
    String name = "test" + databases.incrementAndGet();
    database("").execute("CREATE DATABASE " + name);
    return database(name);
  }

  private TestDatabase database(String name) {
    try {
      return new TestDatabase(
          new com.mysql.cj.jdbc.Driver(), url + name, "root", "", "DROP DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitAnswer() {
    long end = System.nanoTime() + STARTUP_MILLIS * 1_000_000;
    while (true) {
      try (Connection connection = database("").connect()) {
        if (connection.isValid(2)) {
          return;
        }
      } catch (SQLException e) {
        if (!"08S01".equals(e.getSQLState()) || System.nanoTime() > end) {
          throw new IllegalStateException(e);
        }
      }
      pause();
    }
  }

  // There is no event to wait for: a server says nothing to who is not connected yet.
  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
