package dev.portcullis.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttacksTest {
  private static final String BEGIN = "<!-- attacks: begin -->\n";
  private static final String END = "<!-- attacks: end -->";

  @Test
  void everyAttackIsThereOnceAndTested() {
    assertThat(Attacks.all())
        .extracting(Attack::id)
        .isEqualTo(IntStream.rangeClosed(1, 70).mapToObj("S%02d"::formatted).toList());
    assertThat(Attacks.all())
        .noneMatch(attack -> attack.attempts().isEmpty() && attack.proofs().isEmpty());
  }

  @Test
  void everyTestThatIsNamedIsOneThatJUnitRuns() {
    assertThat(Attacks.all().stream().flatMap(attack -> attack.missingProofs().stream())).isEmpty();
  }

  @Test
  void testThatThereIsNotIsNoticed() {
    Attack attack =
        Attack.of("S00", "", "")
            .proved(
                "attack.AttacksTest#testThatThereIsNotIsNoticed",
                "attack.AttacksTest#noSuchMethod",
                "attack.NoSuchTest#method",
                "attack.AttackSuite#attackFails",
                "attack.Attacks#all");

    assertThat(attack.missingProofs())
        .containsExactly(
            "attack.AttacksTest#noSuchMethod",
            "attack.NoSuchTest#method",
            "attack.AttackSuite#attackFails",
            "attack.Attacks#all");
  }

  /** The table is printed by {@link Attacks}. */
  @Test
  void pageAboutThemHasTheirTable() throws IOException {
    String page = Files.readString(Path.of("docs", "attacks.md"), UTF_8);

    assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)))
        .isEqualTo(Attacks.markdown());
  }
}
