package dev.portcullis.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A Payara Micro as it is downloaded: one jar. */
public final class PayaraMicro implements ContainerKind {
  private static final Pattern PORT = Pattern.compile("\"Http Port\\(s\\)\": \"(\\d+)\"");
  private static final Pattern READY = Pattern.compile("Payara Micro .* ready in ");

  private static final String LOOPBACK_ONLY =
      "set configs.config.server-config.network-config.network-listeners"
          + ".network-listener.http-listener.address=127.0.0.1\n";

  private final Path jar;

  /** The one that Maven has copied to {@code target/containers/NAME}. */
  public PayaraMicro(String name) {
    this.jar = Path.of("target", "containers", name);
  }

  @Override
  public Container start(Path webapps) throws IOException {
    Path folder = TempFolder.create("payara");
    String port = Integer.toString(TestServer.freePort());
    Path commands = Files.writeString(folder.resolve("commands"), LOOPBACK_ONLY);
    List<String> command =
        ContainerProcess.java(
            "-jar",
            jar.toString(),
            "--noHazelcast",
            "--port",
            port,
            "--prebootcommandfile",
            commands.toString(),
            "--deploymentDir",
            webapps.toString());
    return ContainerProcess.start(new ProcessBuilder(command), folder, PORT, READY);
  }
}
