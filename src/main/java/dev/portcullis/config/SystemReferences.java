package dev.portcullis.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The references of the running system. */
public final class SystemReferences implements References {
  private static final int MAX_FILE_BYTES = 64 * 1024;

  @Override
  public Optional<String> resolve(Origin origin, String name) {
    return switch (origin) {
      case ENV -> Optional.ofNullable(System.getenv(name));
      case SYS -> Optional.ofNullable(System.getProperty(name));
      case FILE -> file(name);
      case JNDI -> jndi("java:comp/env/" + name).or(() -> jndi(name));
    };
  }

  /** The content without the one line end that editors and {@code echo} put at its end. */
  private static Optional<String> file(String name) {
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
      if (bytes.length > MAX_FILE_BYTES) {
        return Optional.empty();
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      int end = text.endsWith("\r\n") ? 2 : text.endsWith("\n") ? 1 : 0;
      return Optional.of(text.substring(0, text.length() - end));
    } catch (IOException | InvalidPathException e) {
      // The problem names the file; the reason is told there with the size and the encoding.
      return Optional.empty();
    }
  }

  // The name is the deployer's, never a client's, and only java: names are looked up.
  @SuppressWarnings("BanJNDI")
  private static Optional<String> jndi(String name) {
    // ldap: and its like would fetch objects from elsewhere (CVE-2021-44228).
    if (name.indexOf(':') != name.lastIndexOf(':')
        || (name.indexOf(':') >= 0 && !name.startsWith("java:"))) {
      return Optional.empty();
    }
    try {
      Object found = new InitialContext().lookup(name);
      return found instanceof String || found instanceof Number || found instanceof Boolean
          ? Optional.of(found.toString())
          : Optional.empty();
    } catch (NamingException e) {
      // Not bound, or no JNDI here: nothing to refer to either way.
      return Optional.empty();
    }
  }
}
