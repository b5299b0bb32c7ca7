package dev.portcullis.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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
            .rewrite(".*\\.(jsp|jspf|xml)", CompiledClasses::renamed);
    try (Stream<Path> sources = Files.list(SOURCES)) {
      return with(
          ShadedJar.JAVAX,
          CompiledClasses.of(
                  ShadedJar.JAVAX, sources.toList(), List.of(ShadedJar.JAVAX.oldestApi()), work)
              .addTo(war));
    }
  }

  private static boolean isTheApplications(String path) {
    return !path.matches("WEB-INF/lib/(portcullis|jackson|jjwt|commons)-.*");
  }

  private static War with(ShadedJar jar, War war) throws IOException {
    Path file = jar.path();
    return war.add("WEB-INF/lib/" + file.getFileName(), Files.readAllBytes(file));
  }
}
