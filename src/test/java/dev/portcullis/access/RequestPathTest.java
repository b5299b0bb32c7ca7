package dev.portcullis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
  private static final Set<String> SESSION = Set.of("jsessionid");

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "/ctx/admin/secret, /admin/secret",
    "/admin/secret/, /admin/secret/",
    "/%61dmin/secret, /admin/secret",
    "/admin/%20, '/admin/ '",
    "/a/file.tar.gz, /a/file.tar.gz",
    "/a/.hidden, /a/.hidden",
    "/a/..., /a/...",
    "/a/file%2etxt, /a/file.txt",
    "/a/100%25, /a/100%",
    "/a/100%25x1, /a/100%x1",
    "/a/b+c~d@e, /a/b+c~d@e",
    "/stra%C3%9Fe, /straße",
    "/f%C3%AAte, /fête",
    "/%ef%bb%bf, /\ufeff",
    "/ctx/x;jsessionid=0123.node_1!a:b~c-d, /x",
    "/ctx/x;JSESSIONID=A1, /x",
    "/ctx/x;jsessionid=azAZ09, /x",
    "/ctx/;jsessionid=A1, /",
  })
  void clearPathIsTheDecodedOne(String raw, String decoded) {
    RequestPath path = RequestPath.of(raw, decoded, SESSION);

    assertThat(path.value()).isEqualTo(decoded);
  }

  @Test
  void emptyDecodedPathIsTheContextRoot() {
    RequestPath path = RequestPath.of("/ctx", "", SESSION);

    assertThat(path.value()).isEqualTo("/");
  }

  @ParameterizedTest(name = "raw {0}")
  @ValueSource(
      strings = {
        // S01
        "/ctx/./admin/secret",
        "/ctx/public/../admin/secret",
        "/x/../ctx/admin/secret",
        // S02
        "/admin;/secret",
        "/admin;x=1/secret",
        "/;/admin/secret",
        "/public/..;/admin/secret",
        "/public/.;x",
        "/admin/secret;.css",
        "/admin/secret;",
        "/admin/secret;x=1",
        "/admin/secret;jsessionid",
        "/admin/secret;jsessionid=",
        "/admin/secret;jsessionid=1;x=2",
        "/admin/secret;jsessionid=1/x",
        "/admin/secret;jsessionid=%41",
        "/admin/secret;jsessionid=1@2",
        "/admin/secret;jsessionid=1[2",
        "/admin/secret;jsessionid=1`2",
        "/admin/secret;jsessionid=1{2",
        "/admin/secret;jsessionid=1/2",
        "/admin/secret;jsession\u0131d=1",
        "/admin/..;jsessionid=1",
        // S03
        "/admin%3bx/secret",
        "/admin%3Bx/secret",
        "/public/%2e%2e/admin/secret",
        "/public/%2E./admin/secret",
        "/public/.%2e",
        "/public/..%2fadmin/secret",
        "/admin%2fsecret",
        "/admin%2Fsecret",
        "/admin%5csecret",
        "/admin\\secret",
        // S04
        "//admin/secret",
        "///admin/secret",
        "/admin//secret",
        "/ctx//admin/secret",
        "/admin//",
        // S05
        "/admin/secret/.",
        "/admin/secret/..",
        // S06, S07
        "/admin/secret%00.css",
        "/admin/secret%09",
        "/admin/%0asecret",
        "/admin/secret%0d",
        "/admin/secret%1F",
        "/admin/secret%7f",
        "/admin/secret\n",
        "/admin/secret\u0085",
        "/admin/secret\u2028",
        // S09
        "/%u002e/WEB-INF/web.xml",
        "/.%00/WEB-INF/web.xml",
        "/%2e/WEB-INF/x",
        "/admin/secret%",
        "/admin/secret%2",
        "/admin/secret%g1",
        "/admin/secret%1g",
        "/admin/secret%\u0661\u0661",
        // S10
        "",
        "*",
        "../",
        "/..",
        "/.",
        "http://h/admin/secret",
        // S17
        "/admin/secret?x=/public/",
        "/admin/secret#/public",
        "/admin/secret;/public/",
      })
  void rawPathThatCanBeReadInTwoWaysIsRefused(String raw) {
    assertThatRefused(raw, "/public/x");
  }

  @ParameterizedTest(name = "decoded {0}")
  @ValueSource(
      strings = {
        "admin",
        "*",
        "//admin",
        "/admin//x",
        "/admin\\x",
        "/admin;x",
        "/./admin",
        "/public/../admin",
        "/admin/.",
        "/admin/..",
        "/admin\u0000",
        "/admin\u001f",
        "/admin\u007f",
        "/admin\u0080",
        "/admin\u009f",
        "/admin\u2028",
        "/admin\u2029",
        "/admin%2fsecret",
        "/%61dmin",
        "/admin/%2e%2e",
        "/admin%00",
        "/admin%FF",
      })
  void decodedPathThatCanBeReadInTwoWaysIsRefused(String decoded) {
    assertThatRefused("/clean", decoded);
  }

  @ParameterizedTest(name = "U+{0}")
  @CsvSource({"0020", "007e", "00a0", "2027", "202a"})
  void neighboursOfControlCharactersPass(String codePoint) {
    String decoded = "/a" + (char) Integer.parseInt(codePoint, 16);

    RequestPath path = RequestPath.of("/a", decoded, SESSION);

    assertThat(path.value()).isEqualTo(decoded);
  }

  @Test
  void sessionParameterIsTheOneTheContainerUses() {
    RequestPath path = RequestPath.of("/a;sid=1", "/a", Set.of("SID"));

    assertThat(path.value()).isEqualTo("/a");
    assertThatRefused("/a;jsessionid=1", "/a", Set.of("SID"));
    assertThatRefused("/a;sid=1", "/a", Set.of());
  }

  @Test
  void sessionParameterIsTheSameInEitherCaseAndItsNeighboursAreNot() {
    assertThat(RequestPath.of("/a;aZ=1", "/a", Set.of("Az"))).hasToString("/a");
    assertThatRefused("/a;`=1", "/a", Set.of("@"));
    assertThatRefused("/a;{=1", "/a", Set.of("["));
  }

  @Test
  void turkishLocaleChangesNothing() {
    Locale before = Locale.getDefault();
    Locale.setDefault(new Locale("tr", "TR"));
    try {
      RequestPath path = RequestPath.of("/a;JSESSIONID=1", "/a", SESSION);

      assertThat(path.value()).isEqualTo("/a");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static void assertThatRefused(String raw, String decoded) {
    assertThatRefused(raw, decoded, SESSION);
  }

  private static void assertThatRefused(String raw, String decoded, Set<String> session) {
    assertThatThrownBy(() -> RequestPath.of(raw, decoded, session))
        .isInstanceOfSatisfying(
            AuthException.class, e -> assertThat(e.error()).isEqualTo(AuthError.PATH_AMBIGUOUS));
  }
}
