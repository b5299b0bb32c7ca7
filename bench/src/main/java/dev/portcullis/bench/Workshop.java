package dev.portcullis.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A temporary folder with the application, unpacked with and without the jar, and databases for it.
 *
 * <p>The JDBC driver lies in neither: it is the container's, so that a database outlives an
 * application that is deployed again.
 */
record Workshop(Path folder) implements AutoCloseable {
  private static final Predicate<String> REPLACED =
      path -> path.matches("WEB-INF/lib/(portcullis|jackson|jjwt|commons|h2)-.*");
  private static final AtomicInteger DATABASES = new AtomicInteger();

  /** Unpacks the sample, and makes a database with its tables and none of ours. */
  static Workshop of(Path sampleWar, Path jar) throws IOException, SQLException {
    Workshop workshop = new Workshop(Files.createTempDirectory("portcullis-bench"));
    unpack(sampleWar, workshop.application(Variant.WITHOUT));
    unpack(sampleWar, workshop.application(Variant.OLD_TABLES));
    Files.copy(
        jar,
        workshop
            .application(Variant.OLD_TABLES)
            .resolve("WEB-INF/lib")
            .resolve(jar.getFileName().toString()));
    Path tables = workshop.application(Variant.WITHOUT).resolve("WEB-INF/classes/sample-h2.sql");
    for (Variant variant : new Variant[] {Variant.WITHOUT, Variant.OLD_TABLES}) {
      try (Connection connection =
              DriverManager.getConnection("jdbc:h2:file:" + workshop.template(variant), "sa", "");
          Statement statement = connection.createStatement()) {
        statement.execute("RUNSCRIPT FROM '" + tables + "' CHARSET 'UTF-8'");
      }
    }
    return workshop;
  }

  /** The folder that a container deploys. */
  Path application(Variant variant) {
    return folder.resolve(variant.hasJar() ? "with" : "without");
  }

  /**
   * The database, without ending, that is copied for each start of this variant. That of {@link
   * Variant#OLD_TABLES} gets our tables by a first start on itself.
   */
  Path template(Variant variant) {
    return folder.resolve(variant == Variant.OLD_TABLES ? "old-tables" : "new-tables");
  }

  /** A new copy of the template, by its URL; it stays open until the JVM ends. */
  String newDatabase(Variant variant) throws IOException {
    Path copy =
        folder.resolve("db-" + ProcessHandle.current().pid() + "-" + DATABASES.incrementAndGet());
    Files.copy(Path.of(template(variant) + ".mv.db"), Path.of(copy + ".mv.db"));
    return url(copy);
  }

  /** The URL of a database file without its ending. */
  static String url(Path database) {
    // Open: otherwise the application would close it after its one query, and open it again.
    return "jdbc:h2:file:" + database + ";DB_CLOSE_DELAY=-1";
  }

  private static void unpack(Path war, Path folder) throws IOException {
    try (InputStream in = Files.newInputStream(war);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory() && !REPLACED.test(entry.getName())) {
          Path file = folder.resolve(entry.getName());
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
        }
      }
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
