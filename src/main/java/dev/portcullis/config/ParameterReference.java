package dev.portcullis.config;

/** The reference of all parameters, for the README. */
public final class ParameterReference {
  private ParameterReference() {}

  /** Prints the reference. */
  public static void main(String[] args) {
    System.out.print(markdown());
  }

  /** One table a section, in Markdown. */
  public static String markdown() {
    StringBuilder markdown = new StringBuilder();
    for (Section section : Section.values()) {
      markdown.append(markdown.isEmpty() ? "" : "\n").append(table(section));
    }
    return markdown.toString();
  }

  private static String table(Section section) {
    StringBuilder table = new StringBuilder();
    table.append("**").append(section.title()).append("**\n\n");
    table.append("| parameter | default | meaning |\n|---|---|---|\n");
    for (Parameter<?> row : Parameter.all()) {
      if (row.section() == section) {
        table.append(
            String.format("| `%s` | %s | %s |\n", row.name(), defaultCell(row), row.text()));
      }
    }
    return table.toString();
  }

  private static String defaultCell(Parameter<?> row) {
    return row.defaultText()
        .filter(text -> !text.isEmpty())
        .map(text -> "`" + text + "`")
        .orElse("");
  }
}
