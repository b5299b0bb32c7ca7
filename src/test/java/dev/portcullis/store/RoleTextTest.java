package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTextTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "admin ! admin",
        "~ admin,, ops ,~ ! admin|ops",
        "[\"admin\", \"ops\"] ! admin|ops",
        "~ [\"a,b\", \" c \"] ~ ! a,b|c",
        "[\"admin\", 7, null, [\"x\"]] ! admin",
        "[] ! ~~",
        "[\"admin\" ! ~~",
        "[\"admin\"], \"roles\": [\"x\"] ! ~~",
        "[admin] ! ~~",
        "~~ ! ~~",
      })
  void rolesStandBetweenCommasOrInAJsonArray(String text, String roles) {
    assertThat(String.join("|", RoleText.parse(text).stream().sorted().toList())).isEqualTo(roles);
  }
}
