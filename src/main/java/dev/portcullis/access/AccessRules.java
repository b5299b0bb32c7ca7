package dev.portcullis.access;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rule table: what each method and path requires.
 *
 * <p>The first rule that matches wins. A path that no rule covers needs an identity.
 */
public final class AccessRules {
  private static final List<String> METHODS = List.of("DELETE", "PUT", "POST", "GET");

  private final AccessRule[] rules;

  private AccessRules(List<AccessRule> rules) {
    this.rules = rules.toArray(AccessRule[]::new);
  }

  /**
   * Reads the rules, one a line: {@code [METHOD,METHOD] PATTERN REQUIREMENT}.
   *
   * <p>A method list may narrow a rule only if a later rule catches the other methods: whoever
   * lists GET and POST has rarely thought of HEAD, and never of {@code FOO} (CVE-2010-0738).
   *
   * @throws InvalidRulesException with all that is wrong
   */
  public static AccessRules parse(List<String> lines) {
    List<AccessRule> rules = new ArrayList<>();
    List<InvalidRulesException.Problem> problems = new ArrayList<>();
    for (String line : lines) {
      try {
        rules.add(AccessRule.parse(line));
      } catch (IllegalArgumentException e) {
        problems.add(new InvalidRulesException.Problem(line, String.valueOf(e.getMessage())));
      }
    }
    // A line that could not be read may be the one that catches the rest: ask only then.
    if (problems.isEmpty()) {
      problems.addAll(openMethods(rules));
    }
    if (!problems.isEmpty()) {
      throw new InvalidRulesException(problems);
    }
    return new AccessRules(rules);
  }

  /** What a request with this method and path needs; the method is compared exactly. */
  public Requirement requirementFor(String method, RequestPath path) {
    for (AccessRule rule : rules) {
      if (rule.matches(method, path)) {
        return rule.requirement();
      }
    }
    return Requirement.AUTHENTICATED;
  }

  /** Sentences about rules that can never match, because an earlier one catches all of theirs. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (int later = 1; later < rules.length; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        if (rules[earlier].covers(rules[later])) {
          warnings.add(
              "the rule \""
                  + rules[later].line()
                  + "\" never matches: \""
                  + rules[earlier].line()
                  + "\" stands before it");
          break;
        }
      }
    }
    return warnings;
  }

  /** The table in columns, one rule a line, the rule for all other paths last. */
  public List<String> describe() {
    List<List<String>> rows =
        Stream.concat(Stream.of(rules).map(AccessRules::columns), Stream.of(rest())).toList();
    int methods = width(rows, 0);
    int patterns = width(rows, 1);
    return rows.stream()
        .map(row -> padded(row.get(0), methods) + padded(row.get(1), patterns) + row.get(2))
        .toList();
  }

  /** The lines as they were written. */
  @Override
  public String toString() {
    return Stream.of(rules).map(AccessRule::line).toList().toString();
  }

  private static List<InvalidRulesException.Problem> openMethods(List<AccessRule> rules) {
    List<InvalidRulesException.Problem> problems = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      AccessRule rule = rules.get(i);
      if (!rule.methods().isEmpty() && !isCaughtLater(rule, rules.subList(i + 1, rules.size()))) {
        problems.add(new InvalidRulesException.Problem(rule.line(), openMethod(rule)));
      }
    }
    return problems;
  }

  private static boolean isCaughtLater(AccessRule rule, List<AccessRule> later) {
    return later.stream()
        .anyMatch(other -> other.methods().isEmpty() && other.pattern().covers(rule.pattern()));
  }

  private static String openMethod(AccessRule rule) {
    String open =
        METHODS.stream()
            .filter(method -> !rule.methods().contains(method))
            .findFirst()
            .orElse("PATCH");
    return String.format(
        "%s on %s is caught by no later rule; add \"%s deny\" or \"%s authenticated\" below it",
        open, rule.pattern(), rule.pattern(), rule.pattern());
  }

  private static List<String> columns(AccessRule rule) {
    String methods = rule.methods().isEmpty() ? "all" : String.join(",", rule.methods());
    return List.of(methods, rule.pattern().toString(), rule.requirement().toString());
  }

  private static List<String> rest() {
    return List.of("all", "other paths", Requirement.AUTHENTICATED.toString());
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0) + 2;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
