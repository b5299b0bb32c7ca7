package dev.portcullis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.Identity;
import dev.portcullis.Scheme;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementTest {

  @ParameterizedTest(name = "{0}: stranger {1}, editor {2}")
  @CsvSource({
    "permit, PASS, PASS",
    "authenticated, NEEDS_IDENTITY, PASS",
    "role:editor, NEEDS_IDENTITY, PASS",
    "role:admin|editor, NEEDS_IDENTITY, PASS",
    "role:admin, NEEDS_IDENTITY, LACKS_ROLE",
    "role:Editor, NEEDS_IDENTITY, LACKS_ROLE",
    "deny, LACKS_ROLE, LACKS_ROLE",
  })
  void requirementDecides(String text, Verdict stranger, Verdict editor) {
    Requirement requirement = Requirement.of(text);

    assertThat(requirement.decide(Optional.empty())).isEqualTo(stranger);
    assertThat(requirement.decide(Optional.of(identity("editor")))).isEqualTo(editor);
    assertThat(requirement).hasToString(text);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "Permit",
        "allow",
        "role",
        "role:",
        "role:|a",
        "role:a|",
        "role:a||b",
        "role:a,b"
      })
  void anythingElseIsNoRequirement(String text) {
    assertThatThrownBy(() -> Requirement.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\"" + text + "\" is no requirement; want permit, authenticated, role:a|b or deny");
  }

  private static Identity identity(String role) {
    return new Identity(
        "7",
        "ann",
        "ann",
        Optional.empty(),
        Set.of(role),
        Scheme.TOKEN,
        Optional.empty(),
        Map.of());
  }
}
