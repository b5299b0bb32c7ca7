package dev.portcullis.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An embedded container that a launcher in {@code src/test/containers} starts, as its users do.
 *
 * <p>The launcher is run from its source, on the container's jars and nothing else: the class path
 * of the tests has another Servlet API, and a second copy of what the WAR brings.
 */
public final class EmbeddedContainer implements ContainerKind {
  private static final Path CONTAINERS = Path.of("target", "containers");
  private static final Pattern SERVES = Pattern.compile("Serving on port (\\d+)");

  private final String launcher;
  private final String classPath;
  private final String language;

  private EmbeddedContainer(String launcher, String classPath, String language) {
    this.launcher = launcher;
    this.classPath = classPath;
    this.language = language;
  }

  /** Tomcat 10.1. */
  public static EmbeddedContainer tomcat10() {
    return tomcat("tomcat-embed-10.1");
  }

  /** Tomcat 11.0. */
  public static EmbeddedContainer tomcat11() {
    return tomcat("tomcat-embed-11.0");
  }

  /** Jetty 12.1 for Jakarta EE 10. */
  public static EmbeddedContainer jetty() {
    return new EmbeddedContainer(
        "JettyLauncher.java",
        fromTheTests(
            jar ->
                Stream.of("/org/eclipse/", "/jakarta/", "/org/ow2/", "/org/slf4j/", "/org/mortbay/")
                    .anyMatch(jar::contains)),
        "en");
  }

  private static EmbeddedContainer tomcat(String jars) {
    return new EmbeddedContainer("TomcatLauncher.java", CONTAINERS.resolve(jars) + "/*", "en");
  }

  /** The same, with jars of the tests in its own class path whose file names begin so. */
  public EmbeddedContainer with(String... names) {
    Predicate<String> wanted =
        jar ->
            Stream.of(names)
                .anyMatch(name -> Path.of(jar).getFileName().toString().startsWith(name));
    return new EmbeddedContainer(
        launcher, classPath + File.pathSeparator + fromTheTests(wanted), language);
  }

  /** The same in a JVM whose language is Turkish, in which the capital of i is not I. */
  public EmbeddedContainer inTurkish() {
    return new EmbeddedContainer(launcher, classPath, "tr");
  }

  private static String fromTheTests(Predicate<String> wanted) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(wanted)
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public Container start(Path webapps) throws IOException {
    Path folder = TempFolder.create("embedded");
    List<String> command =
        ContainerProcess.java(
            "-Duser.language=" + language,
            "-cp",
            classPath,
            Path.of("src", "test", "containers", launcher).toString(),
            webapps.toString(),
            folder.resolve("work").toString());
    return ContainerProcess.start(new ProcessBuilder(command), folder, SERVES, SERVES);
  }

  /** What {@code RedeployLauncher} prints, which deploys and undeploys the WAR so many times. */
  public String redeploy(Path war, int rounds) throws IOException {
    Path folder = TempFolder.create("redeploy");
    List<String> command =
        ContainerProcess.java(
            // Without these Tomcat does not look for leaked thread locals and RMI targets.
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
            "-cp",
            classPath,
            Path.of("src", "test", "containers", "RedeployLauncher.java").toString(),
            war.toString(),
            folder.resolve("work").toString(),
            Integer.toString(rounds));
    ContainerProcess process =
        ContainerProcess.start(new ProcessBuilder(command), folder, SERVES, SERVES);
    process.close();
    return process.log();
  }
}
