package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The lines of {@code password/vectors.txt}. */
final class Vectors {
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

  private Vectors() {}

  /** A stored password, and whether the password is its. */
  record Vector(String origin, String password, String stored, boolean matches) {
    static Vector of(String line) {
      String[] fields = line.split(" \\| ", -1);
      if (fields.length != 4) {
        throw new IllegalArgumentException(line);
      }
      return new Vector(
          fields[0],
          ESCAPE
              .matcher(fields[1])
              .replaceAll(escape -> String.valueOf((char) Integer.parseInt(escape.group(1), 16))),
          fields[2],
          switch (fields[3]) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(line);
          });
    }
  }

  static Stream<Vector> all() {
    return lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(Vector::of);
  }

  private static Stream<String> lines() {
    try (InputStream in = Vectors.class.getResourceAsStream("/password/vectors.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
