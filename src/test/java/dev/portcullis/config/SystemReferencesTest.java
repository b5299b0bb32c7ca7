package dev.portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.config.References.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemReferencesTest {
  private final References references = new SystemReferences();

  @TempDir private Path directory;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'a\\n', a",
    "'a\\r\\n', a",
    "'a\\n\\n', 'a\\n'",
    "'a\\r', 'a\\r'",
    "' a ', ' a '",
    "'', ''"
  })
  void fileIsReadWithoutItsLastLineEnd(String written, String read) throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), unescaped(written));

    assertThat(references.resolve(Origin.FILE, file.toString())).contains(unescaped(read));
  }

  @ParameterizedTest(name = "{0} bytes: {1}")
  @CsvSource({"65535, true", "65536, true", "65537, false"})
  void fileIsOfAtMost64KiB(int size, boolean read) throws IOException {
    Path file = Files.writeString(directory.resolve("large"), "x".repeat(size));

    assertThat(references.resolve(Origin.FILE, file.toString()).isPresent()).isEqualTo(read);
  }

  @Test
  void fileThatIsNoTextIsAbsent() throws IOException {
    Path file = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, 0});

    assertThat(references.resolve(Origin.FILE, file.toString())).isEmpty();
    assertThat(references.resolve(Origin.FILE, directory.toString())).isEmpty();
    assertThat(references.resolve(Origin.FILE, directory.resolve("none").toString())).isEmpty();
    assertThat(references.resolve(Origin.FILE, "a\0b")).isEmpty();
  }

  @Test
  void environmentAndSystemPropertiesAreThoseOfTheProcess() {
    Map.Entry<String, String> variable = System.getenv().entrySet().iterator().next();

    assertThat(references.resolve(Origin.ENV, variable.getKey())).contains(variable.getValue());
    assertThat(references.resolve(Origin.ENV, "PORTCULLIS NONE")).isEmpty();
    assertThat(references.resolve(Origin.SYS, "java.version"))
        .contains(System.getProperty("java.version"));
    assertThat(references.resolve(Origin.SYS, "portcullis none")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"x", "java:comp/env/x", "ldap://localhost/x", "java:x/ldap://h/x"})
  void withoutJndiNothingIsThere(String name) {
    assertThat(references.resolve(Origin.JNDI, name)).isEmpty();
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\r", "\r");
  }
}
