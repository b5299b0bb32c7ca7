package dev.portcullis.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that holds keys. */
final class KeyFile {
  private static final int MAX_BYTES = 64 * 1024;

  private KeyFile() {}

  /** The path for messages: where a relative one leads is not what everybody expects. */
  static String shown(String path) {
    try {
      return Path.of(path).toAbsolutePath().toString();
    } catch (InvalidPathException e) {
      return path;
    }
  }

  /**
   * Its bytes.
   *
   * @throws IllegalArgumentException if it cannot be read, with a mend
   */
  static byte[] read(String path) {
    try (InputStream in = Files.newInputStream(Path.of(path))) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IllegalArgumentException("larger than " + MAX_BYTES + " bytes");
      }
      return bytes;
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new IllegalArgumentException("there is no such file");
    } catch (AccessDeniedException e) {
      throw new IllegalArgumentException("may not be read; give the server's user the right to");
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot be read (" + e.getClass().getSimpleName() + "); want a file");
    }
  }
}
