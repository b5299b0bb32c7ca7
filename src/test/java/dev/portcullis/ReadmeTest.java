package dev.portcullis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.config.ParameterReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the README and the page for operators show stands in files that are run, and its reference
 * in the code.
 */
class ReadmeTest {
  private static final String BEGIN = "<!-- parameters: begin -->\n";
  private static final String END = "<!-- parameters: end -->";

  @Test
  void everySnippetStandsInTheFileItIsTakenFrom() throws IOException {
    List<MatchResult> snippets =
        Pattern.compile("<!-- snippet: (\\S+) -->\\s*```\\w+\n(.*?)\\s*```", Pattern.DOTALL)
            .matcher(readme() + Files.readString(Path.of("docs/operations.md"), UTF_8))
            .results()
            .toList();

    assertThat(snippets).hasSize(11);
    for (MatchResult snippet : snippets) {
      String file = Files.readString(Path.of(snippet.group(1)), UTF_8);
      assertThat(bare(file)).as(snippet.group(1)).contains(bare(snippet.group(2)));
    }
  }

  /** The reference is printed by {@code dev.portcullis.config.ParameterReference}. */
  @Test
  void parameterReferenceIsThatOfTheCode() throws IOException {
    String readme = readme();
    String reference =
        readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END));

    assertThat(reference).isEqualTo(ParameterReference.markdown());
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"), UTF_8);
  }

  /** The lines without indentation, and without the star of a comment. */
  private static String bare(String text) {
    return text.lines()
        .map(line -> line.strip().replaceFirst("^\\* ", "").strip())
        .collect(Collectors.joining("\n"));
  }
}
