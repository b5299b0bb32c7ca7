package dev.portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserSettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "null",
        "https://*.example.com",
        "https://app.example.com/",
        "https://app.example.com/x",
        "HTTPS://app.example.com",
        "https://App.example.com",
        "https://app.example.com:443",
        "http://app.example.com:80",
        "https://user@app.example.com",
        "ftp://app.example.com",
        "app.example.com",
        "https://a.example https://b.example",
      })
  void originsAreWrittenOutExactly(String origin) {
    assertThat(problemsOf(Map.of("cors-origins", origin)))
        .contains("cors-origins = \"" + origin + "\"", "want origins such as");
  }

  @Test
  void originsOfEveryFormThatBrowsersWriteAreTaken() {
    String origins = "https://app.example.com, http://localhost:3000, http://[::1]:8080";

    assertThat(read(Map.of("cors-origins", origins)).corsOrigins())
        .containsExactly("https://app.example.com", "http://localhost:3000", "http://[::1]:8080");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"red", "#fff", "#12345g", "#123456;}", "url(x)", "#1234567", "var(--x)", ""})
  void colourIsSixDigits(String color) {
    assertThat(problemsOf(Map.of("login-color", color))).contains("want a colour such as #1f5fbf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\u202eb", "a\nb", "a\u2028b", "a\u0007b"})
  void titleIsOneLineThatIsRead(String title) {
    assertThat(problemsOf(Map.of("login-title", title))).contains("want one line of at most 60");
  }

  @Test
  void titleMayHaveSixtyCharacters() {
    assertThat(read(Map.of("login-title", "x".repeat(60))).loginTitle()).contains("x".repeat(60));
    assertThat(problemsOf(Map.of("login-title", "x".repeat(61)))).contains("want one line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"login.jsp", "/", "/a/../b", "//x", "/a?b", "/a;b", "/a b", "https://x"})
  void loginPageIsAPathOfTheApplication(String page) {
    assertThat(problemsOf(Map.of("login-page", page))).contains("want a path of the application");
  }

  @Test
  void whatHasNoEffectIsTold() {
    assertThat(problemsOf(Map.of("cookies", "off", "login-color", "#123456")))
        .contains("login-color = \"#123456\" (x): has no effect with cookies=off; leave it out");
    assertThat(problemsOf(Map.of("schemes", "Token", "cookie-same-site", "strict")))
        .contains("has no effect without Bearer in schemes; leave it out");
    assertThat(problemsOf(Map.of("cookie-same-site", "none", "cookie-secure", "false")))
        .contains("want cookie-secure=true or auto, or browsers drop it");
  }

  private static BrowserSettings read(Map<String, String> values) {
    return reader(values).read().browsers();
  }

  private static String problemsOf(Map<String, String> values) {
    return assertThrows(ConfigException.class, reader(values)::read).getMessage();
  }

  private static SettingsReader reader(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("data-source", "jdbc/app");
    return new SettingsReader(List.of(Source.of("x", all)), (origin, name) -> Optional.empty());
  }
}
