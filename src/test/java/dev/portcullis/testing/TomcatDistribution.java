package dev.portcullis.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** A Tomcat as it is downloaded, with an instance of its own for each start. */
public final class TomcatDistribution implements ContainerKind {
  private static final Pattern PORT = Pattern.compile("http-nio-127\\.0\\.0\\.1-auto-1-(\\d+)");
  private static final Pattern READY = Pattern.compile("Server startup in ");

  private static final String SERVER_XML =
      """
      <Server port="-1">
        <Listener className="org.apache.catalina.core.JreMemoryLeakPreventionListener"/>
        <Listener className="org.apache.catalina.mbeans.GlobalResourcesLifecycleListener"/>
        <Listener className="org.apache.catalina.core.ThreadLocalLeakPreventionListener"/>
        %s
        <Service name="Catalina">
          <Connector address="127.0.0.1" port="0" protocol="HTTP/1.1"/>
          <Engine name="Catalina" defaultHost="localhost">
            <Host name="localhost" appBase="webapps" unpackWARs="true" autoDeploy="false"/>
          </Engine>
        </Service>
      </Server>
      """;

  // Tomcat's own puts what applications log into another file than the rest.
  private static final String LOGGING =
      """
      handlers = java.util.logging.ConsoleHandler
      java.util.logging.ConsoleHandler.formatter = org.apache.juli.OneLineFormatter
      java.util.logging.ConsoleHandler.encoding = UTF-8
      """;

  private final Path home;
  private final String listener;

  private TomcatDistribution(String name, String listener) {
    this.home = Path.of("target", "containers", name).toAbsolutePath();
    this.listener = listener;
  }

  /** The one that Maven has unpacked as {@code target/containers/NAME}. */
  public TomcatDistribution(String name) {
    this(name, "");
  }

  /** A TomEE, which is a Tomcat with a listener that makes more of it. */
  public static TomcatDistribution tomee(String name) {
    return new TomcatDistribution(
        name, "<Listener className=\"org.apache.tomee.catalina.ServerListener\"/>");
  }

  @Override
  public Container start(Path webapps) throws IOException {
    Path base = TempFolder.create("tomcat");
    TempFolder.copy(home.resolve("conf"), base.resolve("conf"));
    Files.writeString(base.resolve("conf/server.xml"), SERVER_XML.formatted(listener));
    Files.writeString(base.resolve("conf/logging.properties"), LOGGING);
    TempFolder.copy(webapps, base.resolve("webapps"));
    Files.createDirectory(base.resolve("temp"));
    ProcessBuilder command =
        new ProcessBuilder("sh", home.resolve("bin/catalina.sh").toString(), "run");
    command
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "CATALINA_HOME", home.toString(),
                "CATALINA_BASE", base.toString(),
                "CATALINA_OPTS", ContainerProcess.OPTIONS));
    return ContainerProcess.start(command, base, PORT, READY);
  }
}
