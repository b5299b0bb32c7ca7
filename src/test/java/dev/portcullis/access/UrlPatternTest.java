package dev.portcullis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlPatternTest {

  @ParameterizedTest(name = "{0} matches {1}: {2}")
  @CsvSource({
    "/admin/secret, /admin/secret, true",
    "/admin/secret, /admin/secret/, true",
    "/admin/secret/, /admin/secret, true",
    "/admin/secret, /admin/secret/x, false",
    "/admin/secret, /admin/secretx, false",
    "/admin/secret, /admin/secre, false",
    "/admin/secret, '/admin/secret ', false",
    "/admin/secret, /ADMIN/secret, false",
    "/admin/*, /admin, true",
    "/admin/*, /admin/, true",
    "/admin/*, /admin/a/b, true",
    "/admin/*, /administrator, false",
    "/admin/*, /admi, false",
    "/admin/*, /x/admin/a, false",
    "*.css, /a/b.css, true",
    "*.css, /.css, true",
    "*.css, /a.css/b, false",
    "*.css, /a.css/, false",
    "*.css, /a.CSS, false",
    "*.css, /acss, false",
    "*.do, /x/admin.do, true",
    "*.do, /admin.do/extra, false",
    "/*, /, true",
    "/*, /a/b, true",
    "/, /, true",
    "/, /a, false",
  })
  void patternMatchesAsAContainerDoes(String pattern, String path, boolean matches) {
    RequestPath requestPath = RequestPath.of("/raw", path, Set.of());

    assertThat(UrlPattern.of(pattern).matches(requestPath)).isEqualTo(matches);
  }

  @ParameterizedTest(name = "{0} covers {1}: {2}")
  @CsvSource({
    "/*, /*, true",
    "/*, /, true",
    "/*, *.css, true",
    "/*, /a/*, true",
    "/a/*, /a/*, true",
    "/a/*, /a, true",
    "/a/*, /a/b, true",
    "/a/*, /a/b/*, true",
    "/a/*, /ab/*, false",
    "/a/*, /*, false",
    "/a/*, /, false",
    "/a/*, *.css, false",
    "/a, /a/, true",
    "/a, /a/*, false",
    "/, /*, false",
    "*.css, *.css, true",
    "*.css, *.js, false",
    "*.css, /a.css, false",
  })
  void patternCoversWhatItMatchesInFull(String wide, String narrow, boolean covers) {
    assertThat(UrlPattern.of(wide).covers(UrlPattern.of(narrow))).isEqualTo(covers);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "*",
        "**",
        "/**",
        "/a/**",
        "admin/**",
        "a/b",
        "/a*",
        "/a/*/b",
        "/*/",
        "//",
        "//*",
        "/a//b",
        "/a/../b",
        "/a/.",
        "/a/..",
        "/./*",
        "*.",
        "*.*",
        "*.tar.gz",
        "*.a/b",
        "/*.css",
        "/a/*.css",
        "^/a$",
        "/a/.*",
        "/a/(b|c)",
        "/a/{id}",
        "/a;x",
        "/a%20b",
        "/a?x",
        "/a#x",
        "/a\\b",
        "/a b",
        "/a\n"
      })
  void anythingElseIsNoPattern(String text) {
    assertThatThrownBy(() -> UrlPattern.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\""
                + text
                + "\" is no servlet URL pattern; want /path, /path/*, *.extension, / or /*"
                + " (no ** and no other *, no regular expression)");
  }

  @Test
  void extensionDoesNotReachBelowAServletThatIsMappedToAPrefix() {
    UrlPattern css = UrlPattern.of("*.css");

    assertThat(css.matches(RequestPath.of("/raw", "/admin/x.css", "", Set.of()))).isTrue();
    assertThat(css.matches(RequestPath.of("/raw", "/admin", "/x.css", Set.of()))).isFalse();
  }
}
