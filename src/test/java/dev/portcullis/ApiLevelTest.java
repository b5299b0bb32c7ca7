package dev.portcullis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main sources compile against the oldest API that is promised under either name: nothing newer
 * slips in, such as {@code Cookie.setAttribute} of 6.0 or the default methods of 4.0's {@code
 * Filter}.
 */
class ApiLevelTest {
  /** Where the build puts the old APIs; on the test class path they would hide the newer one. */
  private static final Path APIS = Path.of("target", "servlet-api");

  private static final Pattern LIBRARY =
      Pattern.compile(
          "(bcprov-jdk18on|bcrypt|commons-(dbcp2|logging|pool2)|jackson-core|jjwt-api|jspecify)-.+\\.jar");

  @TempDir private Path classes;

  @Test
  void sourcesCompileAgainstJakartaServlet50() throws IOException {
    assertThat(errorsAgainst("jakarta.servlet-api.jar", text -> text)).isEmpty();
  }

  @Test
  void sourcesCompileAgainstJavaxServlet31() throws IOException {
    assertThat(
            errorsAgainst(
                "javax.servlet-api.jar", text -> text.replace("jakarta.servlet", "javax.servlet")))
        .isEmpty();
  }

  private List<String> errorsAgainst(String api, UnaryOperator<String> renaming)
      throws IOException {
    Path jar = APIS.resolve(api);
    assertThat(jar).as("mvn generate-test-resources fetches it").exists();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(found, Locale.ROOT, UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPathWith(jar));

      compiler
          .getTask(
              null,
              files,
              found,
              List.of("--release", "17", "-proc:none", "-Xlint:none", "-nowarn"),
              null,
              sources(renaming))
          .call();
    }
    return found.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(Diagnostic::toString)
        .toList();
  }

  /** This API, and of the class path what the sources want besides. */
  private static List<Path> classPathWith(Path api) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Stream<Path> libraries =
        Stream.of(classPath.split(File.pathSeparator))
            .map(Path::of)
            .filter(path -> LIBRARY.matcher(path.getFileName().toString()).matches());
    return Stream.concat(Stream.of(api), libraries).toList();
  }

  private static List<Source> sources(UnaryOperator<String> renaming) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          // Wants an API that is optional, and is loaded by name where that is there.
          .filter(file -> !file.toString().contains("jaspic"))
          .map(file -> new Source(file, renaming))
          .toList();
    }
  }

  /** A source file that is read under another name of the API. */
  private static final class Source extends SimpleJavaFileObject {
    private final Path file;
    private final UnaryOperator<String> renaming;

    Source(Path file, UnaryOperator<String> renaming) {
      super(URI.create("string:///" + Path.of("src/main/java").relativize(file)), Kind.SOURCE);
      this.file = file;
      this.renaming = renaming;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
      return renaming.apply(Files.readString(file, UTF_8));
    }
  }
}
