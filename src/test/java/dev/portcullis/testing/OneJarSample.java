package dev.portcullis.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The sample with the all-in-one jar in place of ours and what it needs. */
public final class OneJarSample {
  private static final Path SOURCES =
      Path.of("webapp-sample", "src", "main", "java", "dev", "portcullis", "sample");

  private OneJarSample() {}

  /** As it is. */
  public static War jakarta() throws IOException {
    return with(ShadedJar.JAKARTA, new War().addFrom(War.SAMPLE, OneJarSample::isTheApplications));
  }

  /**
   * As it was before the API was renamed: its sources with {@code javax.servlet} in place of {@code
   * jakarta.servlet}, compiled against Servlet 3.1.
   *
   * @param work an empty folder for what is compiled
   */
  public static War javax(Path work) throws IOException {
    War war =
        new War()
            .addFrom(War.SAMPLE, path -> isTheApplications(path) && !path.endsWith(".class"))
            .rewrite(".*\\.(jsp|jspf|xml)", OneJarSample::renamed);
    Path classes = compile(work);
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        war.add("WEB-INF/classes/" + classes.relativize(file), Files.readAllBytes(file));
      }
    }
    return with(ShadedJar.JAVAX, war);
  }

  private static boolean isTheApplications(String path) {
    return !path.matches("WEB-INF/lib/(portcullis|jackson|jjwt|commons)-.*");
  }

  private static War with(ShadedJar jar, War war) throws IOException {
    Path file = jar.path();
    return war.add("WEB-INF/lib/" + file.getFileName(), Files.readAllBytes(file));
  }

  private static String renamed(String text) {
    return text.replace("jakarta.servlet", "javax.servlet");
  }

  private static Path compile(Path work) throws IOException {
    Path classes = Files.createDirectory(work.resolve("classes"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-parameters",
                "-nowarn",
                "-cp",
                ShadedJar.JAVAX.oldestApi().toString(),
                "-d",
                classes.toString()));
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        Path copy = work.resolve(file.getFileName().toString());
        Files.writeString(copy, renamed(Files.readString(file)));
        arguments.add(copy.toString());
      }
    }
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (result != 0) {
      throw new IllegalStateException("javac answers " + result);
    }
    return classes;
  }
}
