package dev.portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterTest {

  @Test
  void everyDefaultIsAGoodValue() {
    for (Parameter<?> parameter : Parameter.all()) {
      parameter
          .defaultText()
          .ifPresent(text -> assertThat(parameter.parse(text)).as(parameter.name()).isNotNull());
    }
  }

  @Test
  void namesAreUniqueAndOfOneSpelling() {
    List<String> names = Parameter.all().stream().<String>map(Parameter::name).toList();

    assertThat(names).hasSize(97).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z-]+"));
  }

  @Test
  void secretsAreThoseThatOpenSomething() {
    assertThat(Parameter.all().stream().filter(Parameter::isSecret).map(Parameter::toString))
        .containsExactly(
            "jdbc-password",
            "password-pepper",
            "jwt-secret",
            "token-secret",
            "introspection-clients");
  }

  @Test
  void longValueIsShownOnOneLineAndCut() {
    String value = "a\r\nb\tc" + "d".repeat(200);

    String shown = Parameter.JWT_ISSUER.show(value);

    assertThat(shown).hasSize(100).startsWith("a\\nb cd").endsWith("d...");
  }

  @Test
  void referenceHasEveryParameterInATableOfItsSection() {
    String markdown = ParameterReference.markdown();

    assertThat(markdown)
        .startsWith(
            """
            **the gate**

            | parameter | default | meaning |
            |---|---|---|
            | `enabled` | `true` | `false` lets every request pass, as if the jar were not there. |
            """)
        .contains("\n\n**static tokens**\n\n| parameter | default | meaning |\n|---|---|---|\n");
    for (Parameter<?> parameter : Parameter.all()) {
      assertThat(markdown).containsOnlyOnce("\n| `" + parameter.name() + "` | ");
    }
    assertThat(markdown.lines().filter(line -> line.startsWith("|")))
        .allMatch(line -> line.chars().filter(c -> c == '|').count() == 4);
  }
}
