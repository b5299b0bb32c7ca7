package dev.portcullis.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real Django site with Django REST Framework and simplejwt, as Debian packages them, on a test's
 * database; its own migrations make the tables. It lies in {@code src/test/django}.
 */
public final class DjangoSite implements AutoCloseable {
  /** Debian's own, for which the packages are; another may come first in the path. */
  private static final String PYTHON = "/usr/bin/python3";

  private static final Path PROJECT = Path.of("src/test/django").toAbsolutePath();
  private static final Pattern SERVES = Pattern.compile("serves on port (\\d+)\\.");

  private final Map<String, String> environment;
  private final ContainerProcess process;

  /** Migrates the database and serves. */
  public DjangoSite(TestDatabase database, String secretKey) throws IOException {
    this.environment = new HashMap<>(environment(database));
    environment.put("SECRET_KEY", secretKey);
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    manage("migrate", "--verbosity=0");
    this.process =
        ContainerProcess.start(command("serve.py"), TempFolder.create("django"), SERVES, SERVES);
  }

  public URI url() {
    return process.url();
  }

  /** What the site has printed. */
  public String log() {
    return process.log();
  }

  /** Runs a command of {@code manage.py} to its end. */
  public void manage(String... arguments) throws IOException {
    String[] all =
        Stream.concat(Stream.of("manage.py"), Arrays.stream(arguments)).toArray(String[]::new);
    Process command = command(all).redirectErrorStream(true).start();
    String output = new String(command.getInputStream().readAllBytes(), UTF_8);
    try {
      if (command.waitFor() != 0) {
        throw new IllegalStateException("manage.py " + List.of(arguments) + ":\n" + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private ProcessBuilder command(String... arguments) {
    ProcessBuilder command =
        new ProcessBuilder(Stream.concat(Stream.of(PYTHON), Arrays.stream(arguments)).toList())
            .directory(PROJECT.toFile());
    command.environment().putAll(environment);
    return command;
  }

  private static Map<String, String> environment(TestDatabase database) {
    URI url = URI.create(database.jdbcUrl().replaceFirst("^jdbc:", ""));
    Map<String, String> common =
        Map.of(
            "DATABASE_ENGINE", url.getScheme(),
            "DATABASE_PORT", Integer.toString(url.getPort()),
            "DATABASE_NAME", url.getPath().substring(1),
            "DATABASE_USER", database.username());
    Map<String, String> environment = new HashMap<>(common);
    if (url.getQuery() != null) {
      environment.put("DATABASE_SCHEMA", url.getQuery().replaceFirst("^currentSchema=", ""));
    }
    return environment;
  }

  @Override
  public void close() {
    process.close();
  }
}
