package dev.portcullis.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** An Open Liberty as it is downloaded, with a server of its own for each start. */
public final class LibertyDistribution implements ContainerKind {
  private static final Pattern PORT =
      Pattern.compile("defaultHttpEndpoint has been started .* port (\\d+)\\.");
  // Of an application: started, or not started; the server itself is ready before.
  private static final Pattern READY = Pattern.compile("CWWKZ000[12]");

  private static final String SERVER_XML =
      """
      <server>
        <featureManager><feature>servlet-6.0</feature><feature>pages-3.1</feature></featureManager>
        <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="0" httpsPort="-1"/>
        <logging consoleLogLevel="INFO"/>
      </server>
      """;

  private final Path home;

  /** The one that Maven has unpacked as {@code target/containers/NAME}. */
  public LibertyDistribution(String name) {
    this.home = Path.of("target", "containers", name).toAbsolutePath();
  }

  @Override
  public Container start(Path webapps) throws IOException {
    Path user = TempFolder.create("liberty");
    Path server = Files.createDirectories(user.resolve("servers/defaultServer"));
    Files.writeString(server.resolve("server.xml"), SERVER_XML);
    TempFolder.copy(webapps, server.resolve("dropins"));
    ProcessBuilder command =
        new ProcessBuilder("sh", home.resolve("bin/server").toString(), "run", "defaultServer");
    command.environment().put("JAVA_HOME", System.getProperty("java.home"));
    command.environment().put("WLP_USER_DIR", user.toString());
    return ContainerProcess.start(command, user, PORT, READY);
  }
}
