package dev.portcullis.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The input is a properties file. */
class SettingsReaderFuzzTest {
  /** Shorter values are also words of the messages. */
  private static final int TELLING = 12;

  private static final References REFERENCES =
      (origin, name) -> name.equals("X") ? Optional.of("a text") : Optional.empty();

  @FuzzTest
  @DictionaryEntries({"rules=", "jwt-keys=", "${env:X}", "token-sources=query:", "jdbc-url=jdbc:"})
  void settingsAreReadOrAllProblemsAreToldAndNoSecret(byte[] input) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(new String(input, ISO_8859_1)));
    } catch (IllegalArgumentException e) {
      return; // The JDK's: a broken escape of Unicode.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SettingsReader reader = new SettingsReader(List.of(Source.of("file", properties)), REFERENCES);

    String told = told(reader) + reader.report();

    assertThat(told(reader) + reader.report()).isEqualTo(told);
    for (Parameter<?> row : Parameter.all()) {
      String given = properties.getProperty(row.name(), "");
      if (row.isSecret() && given.length() >= TELLING && isOnlyThere(given, properties)) {
        assertThat(told).doesNotContain(given);
      }
    }
  }

  private static String told(SettingsReader reader) {
    try {
      return reader.read().toString();
    } catch (ConfigException e) {
      assertThat(e.problems()).isNotEmpty().doesNotContain("");
      return e.getMessage();
    }
  }

  private static boolean isOnlyThere(String secret, Properties properties) {
    return properties.entrySet().stream()
            .filter(entry -> (entry.getKey() + "=" + entry.getValue()).contains(secret))
            .count()
        == 1;
  }
}
