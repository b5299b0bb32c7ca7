package dev.portcullis.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A WAR that a test puts together. */
public final class War {
  /** The sample, as Maven's invoker has built it from the packaged jar. */
  public static final Path SAMPLE =
      Path.of("target", "webapp-sample", "target", "webapp-sample.war");

  private static final String LIBRARIES = "WEB-INF/lib/";

  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** With this text at {@code path}. */
  public War add(String path, String text) {
    return add(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** With this at {@code path}. */
  public War add(String path, byte[] content) {
    entries.put(path, content);
    return this;
  }

  /** With this class of the tests. */
  public War addClass(Class<?> type) throws IOException {
    String path = type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
      entries.put("WEB-INF/classes/" + path, in.readAllBytes());
    }
    return this;
  }

  /** With our jar, what it needs, and more of what Maven has resolved for the sample. */
  public War addPortcullis(String... more) throws IOException {
    return addLibraries(
            "portcullis", "jackson-core", "jjwt", "commons-", "bcrypt", "bytes", "bcprov")
        .addLibraries(more);
  }

  /** With the libraries of the sample whose names begin so. */
  public War addLibraries(String... names) throws IOException {
    return addFrom(
        SAMPLE, path -> Stream.of(names).anyMatch(name -> path.startsWith(LIBRARIES + name)));
  }

  /** With what is at these paths of another one. */
  public War addFrom(Path war, Predicate<String> wanted) throws IOException {
    try (ZipFile zip = new ZipFile(war.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.isDirectory() && wanted.test(entry.getName())) {
          try (InputStream in = zip.getInputStream(entry)) {
            entries.put(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
    return this;
  }

  /** With other contents at the paths that match. */
  public War rewrite(String regex, UnaryOperator<String> text) {
    entries.replaceAll(
        (path, content) ->
            path.matches(regex)
                ? text.apply(new String(content, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8)
                : content);
    return this;
  }

  /** Writes it to a file. */
  public void write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
  }

  /** Writes it to a folder, as containers take it too. */
  public void unpackTo(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue());
    }
  }
}
