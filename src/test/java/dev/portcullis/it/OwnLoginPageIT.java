package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Browser;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.Container;
import dev.portcullis.testing.ContainerKind;
import dev.portcullis.testing.EmbeddedContainer;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.War;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The login page of the README, which an application has of its own. */
class OwnLoginPageIT {
  private static final Path FILES = Path.of("src", "test", "own-login");

  @ParameterizedTest
  @ValueSource(strings = {"Tomcat", "Jetty"})
  void pageOfTheApplicationIsShownInPlaceOfOurs(String kind, @TempDir Path webapps)
      throws IOException {
    try (TestDatabase database = TestDatabase.h2OverTcp()) {
      SampleUsers.insertCheaplyInto(database);
      writeWar(webapps.resolve("app.war"), database);
      ContainerKind container =
          kind.equals("Tomcat") ? EmbeddedContainer.tomcat10() : EmbeddedContainer.jetty();
      try (Container running = container.start(webapps)) {
        signIn(new Browser(running.url() + "/app"));
      }
    }
  }

  private static void signIn(Browser browser) {
    Answer page = browser.open("/auth/login/?next=%2Fapp%2Fhello.jsp%3Fa%3D1%26b%3D2");
    Answer refused = browser.signIn("mamun", "wrong");
    Answer in =
        browser.submit(
            "/auth/login/",
            Map.of("username", "mamun", "password", "1234", "next", "/app/hello.jsp?a=1&b=2"));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Cache-Control")).contains("no-store");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.body())
        .contains("<form method=\"post\" action=\"/app/auth/login/\">")
        .contains("value=\"/app/hello.jsp?a=1&amp;b=2\"")
        .doesNotContain("role=\"alert\"");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.body()).contains("role=\"alert\"").doesNotContain("mamun");
    assertThat(in.header("Location")).isEqualTo("/app/hello.jsp?a=1&b=2");
    assertThat(browser.open("/hello.jsp").body()).contains("Hello, mamun");
    // Called by its own address it is a page like any other.
    browser.cookies().clear();
    assertThat(browser.open("/login.jsp").status()).isEqualTo(303);
    Answer over = browser.submit("/hello.jsp", Map.of());
    assertThat(over.status()).isEqualTo(401);
    assertThat(over.body()).contains("role=\"alert\"").doesNotContain("Hello");
  }

  private static void writeWar(Path file, TestDatabase database) throws IOException {
    Properties properties = new Properties();
    properties.putAll(database.parameters());
    StringWriter text = new StringWriter();
    properties.store(text, null);
    new War()
        .add("WEB-INF/web.xml", Files.readString(FILES.resolve("WEB-INF/web.xml")))
        .add("WEB-INF/portcullis.properties", text.toString())
        .add("login.jsp", Files.readString(FILES.resolve("login.jsp")))
        .add("hello.jsp", "Hello, <%= request.getRemoteUser() %>")
        .addPortcullis("h2")
        .write(file);
  }
}
