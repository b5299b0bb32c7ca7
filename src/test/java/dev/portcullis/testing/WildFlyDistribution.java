package dev.portcullis.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A WildFly as it is downloaded, with a standalone server of its own for each start. */
public final class WildFlyDistribution implements ContainerKind {
  private static final Pattern PORT =
      Pattern.compile("HTTP listener default listening on 127\\.0\\.0\\.1:(\\d+)");
  // Started, or started with errors.
  private static final Pattern READY = Pattern.compile("WFLYSRV002[56]");

  private final Path home;

  /** The one that Maven has unpacked as {@code target/containers/NAME}. */
  public WildFlyDistribution(String name) {
    this.home = Path.of("target", "containers", name).toAbsolutePath();
  }

  @Override
  public Container start(Path webapps) throws IOException {
    Path folder = TempFolder.create("wildfly");
    Path base = folder.resolve("standalone");
    TempFolder.copy(home.resolve("standalone"), base);
    Files.delete(base.resolve("deployments/README.txt"));
    Files.delete(base.resolve("deployments"));
    TempFolder.copy(webapps, base.resolve("deployments"));
    ProcessBuilder command =
        new ProcessBuilder(
            "sh",
            home.resolve("bin/standalone.sh").toString(),
            "-b",
            "127.0.0.1",
            "-Djboss.server.base.dir=" + base,
            "-Djboss.http.port=0",
            "-Djboss.https.port=0",
            "-Djboss.management.http.port=0",
            "-Djboss.management.https.port=0");
    command.environment().put("JAVA_HOME", System.getProperty("java.home"));
    command.environment().put("JAVA_OPTS", ContainerProcess.OPTIONS);
    return ContainerProcess.start(command, folder, PORT, READY);
  }
}
