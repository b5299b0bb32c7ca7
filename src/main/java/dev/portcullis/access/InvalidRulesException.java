package dev.portcullis.access;

import java.util.List;
import java.util.stream.Collectors;

/** Rules that cannot stand as they are written, with all that is wrong with them. */
public final class InvalidRulesException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * What is wrong with a line.
   *
   * @param line the line as it was written
   * @param text what is wrong and how to mend it
   */
  public record Problem(String line, String text) {}

  private final transient List<Problem> problems;

  InvalidRulesException(List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> "\"" + problem.line() + "\": " + problem.text())
            .collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the order of the lines. */
  public List<Problem> problems() {
    return problems;
  }
}
