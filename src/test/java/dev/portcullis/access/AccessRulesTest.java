package dev.portcullis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {
  private static final List<String> LINES =
      List.of(
          "/public/*              permit",
          "*.css                  permit",
          "/admin/*               role:admin",
          "GET,HEAD /reports/*    role:viewer|admin",
          "/reports/*             deny");

  @ParameterizedTest(name = "{0} {1} needs {2}")
  @CsvSource({
    "GET, /public/x, permit",
    "GET, /admin/x.css, permit",
    "GET, /admin, role:admin",
    "GET, /reports/1, role:viewer|admin",
    "HEAD, /reports/1, role:viewer|admin",
    "POST, /reports/1, deny",
    "OPTIONS, /reports/1, deny",
    "TRACE, /reports/1, deny",
    "PATCH, /reports/1, deny",
    "PROPFIND, /reports/1, deny",
    "FOO, /reports/1, deny",
    "get, /reports/1, deny",
    "'GET ', /reports/1, deny",
    "GET, /, authenticated",
    "FOO, /elsewhere, authenticated",
  })
  void firstRuleThatMatchesWins(String method, String path, String requirement) {
    AccessRules rules = AccessRules.parse(LINES);

    Requirement found = rules.requirementFor(method, path(path));

    assertThat(found).hasToString(requirement);
  }

  @Test
  void withoutRulesEveryPathNeedsAnIdentity() {
    AccessRules rules = AccessRules.parse(List.of());

    Requirement found = rules.requirementFor("GET", path("/"));

    assertThat(found).isEqualTo(Requirement.AUTHENTICATED);
  }

  @Test
  void allThatIsWrongIsToldTogether() {
    assertThatThrownBy(
            () ->
                AccessRules.parse(
                    List.of(
                        "admin/** permit",
                        "/a permit",
                        "/a",
                        "GET, POST /b permit",
                        "get /b permit",
                        "GET, /b permit",
                        "/c everybody")))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessage(
            """
            "admin/** permit": "admin/**" is no servlet URL pattern; want /path, /path/*, \
            *.extension, / or /* (no ** and no other *, no regular expression)
            "/a": want [METHOD,METHOD] PATTERN REQUIREMENT, such as GET,HEAD /reports/* role:viewer
            "GET, POST /b permit": want [METHOD,METHOD] PATTERN REQUIREMENT, such as GET,HEAD \
            /reports/* role:viewer
            "get /b permit": "get" is no method; want upper-case names such as GET,HEAD
            "GET, /b permit": "" is no method; want upper-case names such as GET,HEAD
            "/c everybody": "everybody" is no requirement; want permit, authenticated, role:a|b \
            or deny""");
  }

  @ParameterizedTest(name = "{0}, then {1}")
  @CsvSource({
    "GET /reports/* permit, /other/* deny",
    "GET /reports/* permit, /reports/x deny",
    "GET /reports/* permit, *.css deny",
    "GET /reports/* permit, 'POST,PUT,DELETE /reports/* deny'",
  })
  void methodListWithoutACatchingRuleIsRefused(String first, String second) {
    assertThatThrownBy(() -> AccessRules.parse(List.of(first, second)))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessageStartingWith(
            "\"GET /reports/* permit\": DELETE on /reports/* is caught by no later rule; add"
                + " \"/reports/* deny\" or \"/reports/* authenticated\" below it");
  }

  @Test
  void catchingRuleMustStandLater() {
    assertThatThrownBy(() -> AccessRules.parse(List.of("/a deny", "DELETE,PUT,POST,GET /a permit")))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessage(
            "\"DELETE,PUT,POST,GET /a permit\": PATCH on /a is caught by no later rule; add"
                + " \"/a deny\" or \"/a authenticated\" below it");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"/reports/* deny", "/* deny", "/ deny|/* deny"})
  void methodListWithACatchingRuleStands(String later) {
    List<String> lines = List.of(("GET /reports/* permit|" + later).split("\\|", -1));

    AccessRules rules = AccessRules.parse(lines);

    assertThat(rules.requirementFor("POST", path("/reports/1"))).isEqualTo(Requirement.DENY);
  }

  @Test
  void rulesThatNeverMatchAreWarnedOf() {
    AccessRules rules =
        AccessRules.parse(
            List.of(
                "GET,POST /a/* permit",
                "GET /a/b permit",
                "PUT /a/b permit",
                "/a/* deny",
                "/a/b/* permit",
                "/* deny",
                "*.css permit"));

    List<String> warnings = rules.warnings();

    assertThat(warnings)
        .containsExactly(
            "the rule \"GET /a/b permit\" never matches: \"GET,POST /a/* permit\" stands before it",
            "the rule \"/a/b/* permit\" never matches: \"/a/* deny\" stands before it",
            "the rule \"*.css permit\" never matches: \"/* deny\" stands before it");
  }

  @Test
  void methodsOfExtensionsHaveNamesToo() {
    AccessRules rules = AccessRules.parse(List.of("VERSION-CONTROL,A_Z09 /a permit", "/a deny"));

    assertThat(rules.requirementFor("VERSION-CONTROL", path("/a"))).isEqualTo(Requirement.PERMIT);
    assertThat(rules.requirementFor("A_Z09", path("/a"))).isEqualTo(Requirement.PERMIT);
    assertThat(rules.requirementFor("A_Z0", path("/a"))).isEqualTo(Requirement.DENY);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"G@T", "G[T", "G/T", "G:T", "G`T"})
  void neighboursOfLettersAndDigitsAreNoMethod(String method) {
    assertThatThrownBy(() -> AccessRules.parse(List.of(method + " /a permit", "/a deny")))
        .isInstanceOfSatisfying(
            InvalidRulesException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        new InvalidRulesException.Problem(
                            method + " /a permit",
                            "\""
                                + method
                                + "\" is no method; want upper-case names such as GET,HEAD")));
  }

  @Test
  void rulesAreToldAsTheyWereWritten() {
    assertThat(AccessRules.parse(List.of(" /a   permit", "/* deny ")))
        .hasToString("[/a   permit, /* deny]");
  }

  @Test
  void tableStandsInColumns() {
    AccessRules rules = AccessRules.parse(LINES);

    List<String> table = rules.describe();

    assertThat(table)
        .containsExactly(
            "all       /public/*    permit",
            "all       *.css        permit",
            "all       /admin/*     role:admin",
            "GET,HEAD  /reports/*   role:viewer|admin",
            "all       /reports/*   deny",
            "all       other paths  authenticated");
  }

  private static RequestPath path(String decoded) {
    return RequestPath.of("/raw", decoded, Set.of());
  }
}
