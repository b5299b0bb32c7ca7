package dev.portcullis.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A Jetty as it is downloaded, with a base of its own for each start. */
public final class JettyDistribution implements ContainerKind {
  private static final Pattern PORT = Pattern.compile("Started .*\\{127\\.0\\.0\\.1:(\\d+)}");
  private static final Pattern READY = Pattern.compile("Started ((oejs\\.)?Server)?@");

  private static final String HTTP =
      """
      --module=http
      jetty.http.host=127.0.0.1
      jetty.http.port=0
      """;

  private final Path home;
  private final String modules;

  /**
   * The one that Maven has unpacked as {@code target/containers/NAME}.
   *
   * @param modules what the user enables to deploy WARs with annotations and JSP
   */
  public JettyDistribution(String name, String modules) {
    this.home = Path.of("target", "containers", name).toAbsolutePath();
    this.modules = modules;
  }

  @Override
  public Container start(Path webapps) throws IOException {
    Path base = TempFolder.create("jetty");
    TempFolder.copy(webapps, base.resolve("webapps"));
    Files.createDirectory(base.resolve("work"));
    Files.createDirectory(base.resolve("start.d"));
    Files.writeString(base.resolve("start.d/http.ini"), HTTP);
    Files.writeString(base.resolve("start.d/deploy.ini"), "--module=" + modules + "\n");
    List<String> command = ContainerProcess.java("-jar", home.resolve("start.jar").toString());
    return ContainerProcess.start(
        new ProcessBuilder(command).directory(base.toFile()), base, PORT, READY);
  }
}
