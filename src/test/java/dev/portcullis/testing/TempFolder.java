package dev.portcullis.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders for servers to work in. */
final class TempFolder {
  private TempFolder() {}

  /** A new one; its path is short, since that of a Unix socket has at most 107 characters. */
  static Path create(String name) throws IOException {
    return Files.createTempDirectory(name).toRealPath();
  }

  /** Deletes it with all that is in it, as far as the system allows. */
  static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<File> deepestFirst = paths.sorted(Comparator.reverseOrder()).map(Path::toFile).toList();
      deepestFirst.forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a folder with all that is in it. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }
}
