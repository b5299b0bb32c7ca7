package dev.portcullis.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The all-in-one jars, where the build puts them, and what is inside. */
public enum ShadedJar {
  JAKARTA,
  JAVAX;

  private static final String JAVAX_ENDING = "-javax.jar";

  /** The file. */
  public Path path() {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      List<Path> found = files.filter(file -> isThis(file.getFileName().toString())).toList();
      if (found.size() != 1) {
        throw new IllegalStateException("mvn package makes one " + this + ", found " + found);
      }
      return found.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The oldest API that this one is for, outside of every class path. */
  public Path oldestApi() {
    return Path.of("target", "servlet-api", apiName() + "-api.jar");
  }

  /** The API's package. */
  public String apiName() {
    return this == JAVAX ? "javax.servlet" : "jakarta.servlet";
  }

  /** What the entries hold, by name and in their order; names of folders end with a slash. */
  public Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (JarFile jar = new JarFile(path().toFile())) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        try (InputStream in = jar.getInputStream(entry)) {
          byte[] before = entries.put(entry.getName(), in.readAllBytes());
          if (before != null) {
            throw new IllegalStateException(entry.getName() + " is there twice");
          }
        }
      }
    }
    return entries;
  }

  /** The class files among the entries. */
  public Map<String, byte[]> classes() throws IOException {
    Map<String, byte[]> classes = entries();
    classes.keySet().removeIf(name -> !name.endsWith(".class"));
    return classes;
  }

  private boolean isThis(String file) {
    return file.startsWith("portcullis-all-")
        && file.endsWith(".jar")
        && file.endsWith(JAVAX_ENDING) == (this == JAVAX);
  }
}
