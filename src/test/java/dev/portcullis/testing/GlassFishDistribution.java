package dev.portcullis.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A GlassFish as it is downloaded, started by its embedding API: a domain of its scripts would
 * listen on every address of the machine, for JMS and more.
 */
public final class GlassFishDistribution implements ContainerKind {
  private static final Pattern SERVES = Pattern.compile("Serving on port (\\d+)");

  private final Path home;

  /** The one that Maven has unpacked as {@code target/containers/NAME}. */
  public GlassFishDistribution(String name) {
    this.home = Path.of("target", "containers", name);
  }

  @Override
  public Container start(Path webapps) throws IOException {
    Path folder = TempFolder.create("glassfish");
    String port = Integer.toString(TestServer.freePort());
    List<String> command =
        ContainerProcess.java(
            // Those that its domains have, as far as a WAR needs them.
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            home.resolve("glassfish/lib/embedded/glassfish-embedded-static-shell.jar").toString(),
            Path.of("src", "test", "containers", "GlassFishLauncher.java").toString(),
            webapps.toString(),
            port);
    return ContainerProcess.start(new ProcessBuilder(command), folder, SERVES, SERVES);
  }
}
