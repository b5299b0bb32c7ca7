package dev.portcullis.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One MySQL 8 server per JVM, started by the first test that asks, gone with the JVM.
 *
 * <p>Needs the Maven profile {@code mysql}, which unpacks the server and says where in the system
 * property {@code mysql.home}, and Debian's package {@code libaio1}.
 */
public final class MySql {
  private MySql() {}

  /** A new empty database on the server. */
  public static TestDatabase fresh() {
    return Holder.SERVER.fresh();
  }

  // Loaded, and so started, once and lazily.
  private static final class Holder {
    private static final TestServer SERVER = start();

    private static TestServer start() {
      String home = System.getProperty("mysql.home");
      if (home == null) {
        throw new IllegalStateException("no mysql.home: run with the Maven profile mysql");
      }
      try {
        Path folder = TempFolder.create("mysql");
        Path log = folder.resolve("log");
        finish(launch(home, folder, log, "--initialize-insecure"), log);
        int port = TestServer.freePort();
        Process server =
            launch(
                home,
                folder,
                log,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + folder.resolve("s"),
                "--pid-file=" + folder.resolve("pid"),
                "--mysqlx=OFF",
                "--skip-log-bin",
                "--innodb-flush-log-at-trx-commit=0");
        return TestServer.mySql(port, folder, () -> stop(server));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Process launch(String home, Path folder, Path log, String... arguments)
        throws IOException {
      File binary = new File(home, "bin/mysqld");
      if (!binary.canExecute() && !binary.setExecutable(true)) { // A zip unpacked loses the bit.
        throw new IllegalStateException(binary + " is not there or cannot be made executable");
      }
      List<String> command =
          new ArrayList<>(
              List.of(
                  binary.toString(),
                  "--no-defaults",
                  "--user=" + System.getProperty("user.name"),
                  "--basedir=" + home,
                  "--datadir=" + folder.resolve("data")));
      command.addAll(List.of(arguments));
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    }

    private static void finish(Process process, Path log) throws IOException {
      try {
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
          throw new IllegalStateException("mysqld failed:\n" + Files.readString(log));
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static void stop(Process server) {
      server.destroy();
      try {
        if (!server.waitFor(30, TimeUnit.SECONDS)) {
          server.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
