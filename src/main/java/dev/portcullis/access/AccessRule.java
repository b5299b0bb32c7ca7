package dev.portcullis.access;

import java.util.List;

/**
 * One line of the rule table.
 *
 * @param line the line as it was written
 * @param methods the methods it is for, compared exactly; empty is all
 * @param pattern the paths it is for
 * @param requirement what it asks
 */
record AccessRule(String line, List<String> methods, UrlPattern pattern, Requirement requirement) {

  AccessRule {
    methods = List.copyOf(methods);
  }

  /**
   * Reads {@code [METHOD,METHOD] PATTERN REQUIREMENT}.
   *
   * @throws IllegalArgumentException if the line is anything else, saying what is wrong with it
   */
  static AccessRule parse(String line) {
    List<String> words = List.of(line.strip().split("\\s+", -1));
    if (words.size() < 2 || words.size() > 3) {
      throw new IllegalArgumentException(
          "want [METHOD,METHOD] PATTERN REQUIREMENT, such as GET,HEAD /reports/* role:viewer");
    }
    int pattern = words.size() - 2;
    return new AccessRule(
        line.strip(),
        pattern == 0 ? List.of() : methods(words.get(0)),
        UrlPattern.of(words.get(pattern)),
        Requirement.of(words.get(pattern + 1)));
  }

  boolean matches(String method, RequestPath path) {
    return (methods.isEmpty() || methods.contains(method)) && pattern.matches(path);
  }

  /** Whether this rule catches all that the other one catches. */
  boolean covers(AccessRule other) {
    return (methods.isEmpty() || (!other.methods.isEmpty() && methods.containsAll(other.methods)))
        && pattern.covers(other.pattern);
  }

  private static List<String> methods(String text) {
    List<String> methods = List.of(text.split(",", -1));
    for (String method : methods) {
      if (method.isEmpty() || !method.chars().allMatch(AccessRule::isMethodCharacter)) {
        throw new IllegalArgumentException(
            "\"" + method + "\" is no method; want upper-case names such as GET,HEAD");
      }
    }
    return methods;
  }

  private static boolean isMethodCharacter(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }
}
