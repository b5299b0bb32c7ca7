package dev.portcullis.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Classes that are compiled for a WAR and not for the tests: against an API of their own, or as
 * they were before it was renamed, from sources with {@code javax} in place of {@code jakarta}.
 */
public final class CompiledClasses {
  private static final Path TESTS = Path.of("src", "test", "java");

  private final Path folder;

  private CompiledClasses(Path folder) {
    this.folder = folder;
  }

  /** Sources of classes of the tests. */
  public static List<Path> sourcesOf(Class<?>... types) {
    return Stream.of(types)
        .map(type -> TESTS.resolve(type.getName().replace('.', '/') + ".java"))
        .toList();
  }

  /**
   * Compiles.
   *
   * @param jar for which name of the API
   * @param classPath what the sources need
   * @param work an empty folder
   */
  public static CompiledClasses of(
      ShadedJar jar, List<Path> sources, List<Path> classPath, Path work) throws IOException {
    Path classes = Files.createDirectory(work.resolve("classes"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-parameters",
                "-nowarn",
                "-cp",
                classPath.stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator)),
                "-d",
                classes.toString()));
    for (Path source : sources) {
      Path copy = work.resolve(source.getFileName().toString());
      String text = Files.readString(source);
      Files.writeString(copy, jar == ShadedJar.JAVAX ? renamed(text) : text);
      arguments.add(copy.toString());
    }
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (result != 0) {
      throw new IllegalStateException("javac answers " + result);
    }
    return new CompiledClasses(classes);
  }

  /** A text with the old names of the APIs. */
  static String renamed(String text) {
    return text.replace("jakarta.servlet", "javax.servlet")
        .replace("jakarta.websocket", "javax.websocket");
  }

  /** Adds them to a WAR. */
  public War addTo(War war) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        war.add("WEB-INF/classes/" + folder.relativize(file), Files.readAllBytes(file));
      }
    }
    return war;
  }
}
