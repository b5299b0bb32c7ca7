package dev.portcullis.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.config.BrowserSettings.SameSite;
import dev.portcullis.config.BrowserSettings.Secure;
import dev.portcullis.session.TokenPair;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Of the input, the first line is where the application lies, each other is a cookie. */
class SessionCookiesFuzzTest {
  private static final SessionCookies COOKIES = new SessionCookies(SameSite.LAX, Secure.AUTO);

  @FuzzTest
  @DictionaryEntries({"__Host-portcullis-access=", "__Secure-portcullis-app-access=", "-refresh="})
  void cookieThatIsReadHasOurNameAndOneValue(byte[] input) {
    String[] lines = new String(input, ISO_8859_1).split("\n", -1);
    String path = lines[0].matches("/[!-~&&[^;,]]*") ? lines[0] : "";
    List<Cookie> sent = cookies(lines);
    for (boolean secure : new boolean[] {true, false}) {
      PaperRequest paper = new PaperRequest().contextPath(path).secure(secure);
      sent.forEach(paper::cookie);
      SessionCookies.Found found = read(paper.toRequest());
      assertSent(found.access(), sent, path, secure);
      assertSent(found.refresh(), sent, path, secure);
      assertWhatIsSetIsRead(found, path, secure);
    }
  }

  private static SessionCookies.Found read(HttpServletRequest request) {
    try {
      return COOKIES.read(request);
    } catch (AuthException e) {
      assertThat(e.error()).isEqualTo(AuthError.CREDENTIALS_AMBIGUOUS);
      return SessionCookies.Found.NOTHING;
    }
  }

  private static void assertSent(
      Optional<String> value, List<Cookie> sent, String path, boolean secure) {
    if (value.isPresent()) {
      String prefix = secure ? (path.isEmpty() ? "__Host-" : "__Secure-") : "portcullis";
      assertThat(sent)
          .anyMatch(
              cookie ->
                  cookie.getName().startsWith(prefix) && cookie.getValue().equals(value.get()));
    }
  }

  /** By a browser that knows no more than where a name and where a value ends. */
  private static void assertWhatIsSetIsRead(
      SessionCookies.Found found, String path, boolean secure) {
    // What is set was made by us; what was sent need not have been.
    if (found.access().isEmpty()
        || !found.access().get().matches("[!-~&&[^;]]+")
        || !found.refresh().orElse("r").matches("[!-~&&[^;]]+")) {
      return;
    }
    PaperRequest next = new PaperRequest().contextPath(path).secure(secure);
    HttpServletResponse response =
        PaperRequest.proxy(
            HttpServletResponse.class,
            (proxy, method, arguments) -> {
              String line = (String) arguments[1];
              assertThat(line).contains("; HttpOnly; SameSite=Lax").doesNotContain("\n");
              assertThat(line.contains("; Secure")).isEqualTo(secure);
              String pair = line.substring(0, line.indexOf(';'));
              int equals = pair.indexOf('=');
              next.cookie(new Cookie(pair.substring(0, equals), pair.substring(equals + 1)));
              return null;
            });
    COOKIES.set(
        next.toRequest(), response, new TokenPair(found.access().get(), found.refresh(), "s1"));
    assertThat(COOKIES.read(next.toRequest()).access()).isEqualTo(found.access());
  }

  private static List<Cookie> cookies(String[] lines) {
    List<Cookie> cookies = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      int equals = lines[i].indexOf('=');
      try {
        cookies.add(
            new Cookie(lines[i].substring(0, Math.max(equals, 0)), lines[i].substring(equals + 1)));
      } catch (IllegalArgumentException e) {
        // No name of a cookie: no container hands it on.
      }
    }
    return cookies;
  }
}
