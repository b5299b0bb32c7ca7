package dev.portcullis.jwt;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Half of jjwt stops the start, and is not found out by the first token. */
class MissingJjwtTest {
  @Test
  void keyIsNotMadeWithoutTheImplementation() throws Exception {
    List<URL> jars = new ArrayList<>();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      if (!entry.contains("jjwt-impl")) {
        jars.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      Class<?> algorithms = loader.loadClass("dev.portcullis.jwt.JwtAlgorithm");
      Class<?> key = loader.loadClass("dev.portcullis.jwt.JwtKey");

      assertThatThrownBy(
              () ->
                  key.getMethod("hmac", algorithms, byte[].class)
                      .invoke(null, algorithms.getEnumConstants()[0], new byte[32]))
          .hasRootCauseInstanceOf(ClassNotFoundException.class)
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("jjwt-impl is missing");
    }
  }
}
