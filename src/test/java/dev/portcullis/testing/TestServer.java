package dev.portcullis.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A running database server that is stopped, and its folder deleted, with the JVM. */
final class TestServer {
  private static final long STARTUP_MILLIS = 180_000;

  /** What servers say while they start: not there, not there yet, not ready. */
  private static final Set<String> NOT_YET = Set.of("08S01", "08001", "57P03");

  /** One database on the server: none of the tests' by the empty name. */
  interface Databases {
    TestDatabase named(String name);
  }

  private final Databases databases;
  private final String creating;
  private final AtomicInteger count = new AtomicInteger();

  /** A MySQL or MariaDB server; waits until it answers. */
  static TestServer mySql(int port, Path folder, Runnable stopping) {
    String url = "jdbc:mysql://127.0.0.1:" + port + "/";
    return new TestServer(
        name -> new TestDatabase(mySqlDriver(), url + name, "root", "", "DROP DATABASE " + name),
        "CREATE DATABASE ",
        folder,
        stopping);
  }

  /** A PostgreSQL server, on which a schema is as good as a database and made sooner. */
  static TestServer postgres(int port, Path folder, Runnable stopping) {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?currentSchema=";
    return new TestServer(
        name ->
            new TestDatabase(
                new org.postgresql.Driver(),
                url + name,
                "postgres",
                "",
                "DROP SCHEMA " + name + " CASCADE"),
        "CREATE SCHEMA ",
        folder,
        stopping);
  }

  private static java.sql.Driver mySqlDriver() {
    try {
      return new com.mysql.cj.jdbc.Driver();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private TestServer(Databases databases, String creating, Path folder, Runnable stopping) {
    this.databases = databases;
    this.creating = creating;
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
    String name = "test" + count.incrementAndGet();
    databases.named("").execute(creating + name);
    return databases.named(name);
  }

  private void awaitAnswer() {
    long end = System.nanoTime() + STARTUP_MILLIS * 1_000_000;
    while (true) {
      try (Connection connection = databases.named("").connect()) {
        if (connection.isValid(2)) {
          return;
        }
      } catch (SQLException e) {
        if (!NOT_YET.contains(e.getSQLState()) || System.nanoTime() > end) {
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
