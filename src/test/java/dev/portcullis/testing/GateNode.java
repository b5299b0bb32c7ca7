package dev.portcullis.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A node of an installation: the gate before {@code /who} in a JVM of its own. */
public final class GateNode implements AutoCloseable {
  private static final Pattern SERVES = Pattern.compile("Serving on port (\\d+)");

  private final ContainerProcess process;
  private final Client client;

  private GateNode(ContainerProcess process) {
    this.process = process;
    this.client = new Client(process.url() + "/app");
  }

  /** Starts a node with these parameters, named without their prefix, and waits until it serves. */
  public static GateNode start(Map<String, String> parameters) {
    try {
      Path folder = TempFolder.create("node");
      Path file = folder.resolve("parameters");
      Properties properties = new Properties();
      properties.putAll(parameters);
      try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        properties.store(out, null);
      }
      List<String> command =
          ContainerProcess.java(
              "-Djava.util.logging.config.file=src/test/resources/logging.properties",
              "-cp",
              System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
              GateNodeMain.class.getName(),
              file.toString());
      return new GateNode(
          ContainerProcess.start(new ProcessBuilder(command), folder, SERVES, SERVES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts so many nodes at once, as an installation does that is started anew. */
  public static List<GateNode> start(int nodes, Map<String, String> parameters) {
    return IntStream.range(0, nodes).parallel().mapToObj(node -> start(parameters)).toList();
  }

  /** A client of the application on this node. */
  public Client client() {
    return client;
  }

  /** What the node has logged. */
  public String log() {
    return process.log();
  }

  @Override
  public void close() {
    process.close();
  }
}
