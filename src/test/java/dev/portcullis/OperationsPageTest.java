package dev.portcullis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.watch.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the page for operators says is what there is. */
class OperationsPageTest {
  private static final String BEGIN = "<!-- measures: begin -->\n";
  private static final String END = "<!-- measures: end -->";

  @Test
  void tableOfMeasuresIsThatOfTheCode() throws IOException {
    String page = Files.readString(Path.of("docs/operations.md"), UTF_8);

    String table = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));

    assertThat(table)
        .isEqualTo(
            Arrays.stream(Measure.values())
                .map(
                    measure ->
                        "| `%s` | `portcullis_%s` | %s |\n"
                            .formatted(measure.attribute(), measure.series(), measure.help()))
                .collect(
                    Collectors.joining(
                        "", "| attribute | series | meaning |\n|---|---|---|\n", "")));
  }

  @Test
  void seriesOfAFamilyStandTogetherAndTheFirstSaysWhatItIs() {
    Set<String> seen = new HashSet<>();
    String last = "";
    for (Measure measure : Measure.values()) {
      String family = measure.series().replaceFirst("\\{.*", "");
      if (family.equals(last)) {
        assertThat(measure.help()).as(measure.series()).isEmpty();
      } else {
        assertThat(measure.help()).as(measure.series()).endsWith(".");
        assertThat(seen.add(family)).as(family).isTrue();
      }
      last = family;
    }
  }
}
