package dev.portcullis.attack;

import java.util.List;
import java.util.stream.Stream;

/** Every attack, in the order of the table. */
final class Attacks {
  private static final String HEAD =
      """
      | id | what went wrong elsewhere | what is done here | tests |
      |---|---|---|---|
      """;

  private Attacks() {}

  static List<Attack> all() {
    return Stream.of(PathAttacks.all(), TokenAttacks.all(), LoginAttacks.all())
        .flatMap(List::stream)
        .toList();
  }

  /** The table of {@code docs/attacks.md}. */
  static String markdown() {
    StringBuilder table = new StringBuilder(HEAD);
    for (Attack attack : all()) {
      table
          .append("| ")
          .append(String.join(" | ", attack.id(), attack.failed(), attack.defence()))
          .append(" | ")
          .append(attack.tests())
          .append(" |\n");
    }
    return table.toString();
  }

  /** Prints the table. */
  public static void main(String[] args) {
    System.out.print(markdown());
  }
}
