package dev.portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.config.References.Origin;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTextTest {
  private static final References NAMED =
      (origin, name) -> name.equals("gone") ? Optional.empty() : Optional.of(origin + "-" + name);

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "plain, plain",
    "'', ''",
    "${env:A}, ENV-A",
    "a ${file:/run/x} b${sys:p.q}${jndi:java:comp/env/s}, a FILE-/run/x bSYS-p.qJNDI-java:comp/env/s",
    "$${env:A}, ${env:A}",
    "a$${b, a${b",
    "pbkdf2_sha256$600000, pbkdf2_sha256$600000",
    "$, $",
    "{}, {}",
  })
  void referencesAreFilledIn(String value, String expanded) {
    assertThat(ReferenceText.expand(value, NAMED)).isEqualTo(expanded);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"${", "${env:A", "${A}", "${env:}", "${ENV:A}", "${x:A}", "a${}b", "${a}:b}"})
  void whatIsNoReferenceIsRefusedWithoutTheValue(String value) {
    assertThatThrownBy(() -> ReferenceText.expand(value, NAMED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a ${ in it begins no reference; want ${env:NAME}, ${file:/path}, ${sys:name} or"
                + " ${jndi:name}, or $${ for a plain ${");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "ENV, the environment variable gone is not set",
    "FILE, the file gone cannot be read as UTF-8 text of at most 64 KiB",
    "SYS, the system property gone is not set",
    "JNDI, JNDI has no text or number under gone",
  })
  void whatIsNotThereIsNamed(Origin origin, String message) {
    String value = "${" + Kind.word(origin) + ":gone}";

    assertThatThrownBy(() -> ReferenceText.expand(value, NAMED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"${env:A}", "$${"})
  void whatAReferenceGivesIsNotLookedThrough(String given) {
    assertThat(ReferenceText.expand("${env:X}", (origin, name) -> Optional.of(given)))
        .isEqualTo(given);
  }
}
