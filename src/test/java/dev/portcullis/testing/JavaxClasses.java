package dev.portcullis.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Classes as they were before the API was renamed: from sources with {@code javax.servlet} in place
 * of {@code jakarta.servlet}, compiled against Servlet 3.1.
 */
public final class JavaxClasses {
  private static final Path TESTS = Path.of("src", "test", "java");

  private final Path folder;

  private JavaxClasses(Path folder) {
    this.folder = folder;
  }

  /** Those of classes of the tests that need no others. */
  public static JavaxClasses compile(List<Class<?>> types, Path work) throws IOException {
    return compileFiles(
        types.stream()
            .map(type -> TESTS.resolve(type.getName().replace('.', '/') + ".java"))
            .toList(),
        work);
  }

  /**
   * Those of source files.
   *
   * @param work an empty folder
   */
  static JavaxClasses compileFiles(List<Path> sources, Path work) throws IOException {
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
    for (Path source : sources) {
      Path copy = work.resolve(source.getFileName().toString());
      Files.writeString(copy, renamed(Files.readString(source)));
      arguments.add(copy.toString());
    }
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (result != 0) {
      throw new IllegalStateException("javac answers " + result);
    }
    return new JavaxClasses(classes);
  }

  /** A text with the old name of the API. */
  static String renamed(String text) {
    return text.replace("jakarta.servlet", "javax.servlet");
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
