package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Container;
import dev.portcullis.testing.EmbeddedContainer;
import dev.portcullis.testing.FailingListener;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.ThreadsServlet;
import dev.portcullis.testing.War;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On Tomcat, too, an application that does not start leaves no thread of ours. */
class FailedStartOnTomcatIT {
  @Test
  void listenerThatFailsLeavesNoThreadOfOurs(@TempDir Path folder) throws Exception {
    Path webapps = Files.createDirectories(folder.resolve("webapps"));
    try (TestDatabase database = TestDatabase.h2OverTcp()) {
      app(database.parameters(), "").addPortcullis("h2").write(webapps.resolve("good.war"));
      app(database.parameters(), listener(FailingListener.class))
          .addClass(FailingListener.class)
          .addPortcullis("h2")
          .write(webapps.resolve("failing.war"));
      app(Map.of(), servlet(ThreadsServlet.class))
          .addClass(ThreadsServlet.class)
          .write(webapps.resolve("threads.war"));

      try (Container tomcat = EmbeddedContainer.tomcat11().start(webapps)) {
        Client client = new Client(tomcat.url().toString());

        assertThat(client.get("/good/x").status()).isEqualTo(401);
        assertThat(client.get("/failing/x").status()).isEqualTo(404);
        // Two of the application that has started.
        assertThat(client.get("/threads/").body().lines().filter("portcullis"::equals))
            .hasSizeBetween(1, 2);
        assertThat(tomcat.log()).contains("as asked for");
      }
    }
  }

  private static War app(Map<String, String> parameters, String own) {
    StringBuilder webXml =
        new StringBuilder("<web-app xmlns=\"http://java.sun.com/xml/ns/javaee\" version=\"3.0\">");
    parameters.forEach(
        (name, value) ->
            webXml
                .append("<context-param><param-name>portcullis.")
                .append(name)
                .append("</param-name><param-value>")
                .append(value)
                .append("</param-value></context-param>"));
    return new War().add("WEB-INF/web.xml", webXml.append(own).append("</web-app>").toString());
  }

  private static String listener(Class<?> type) {
    return "<listener><listener-class>" + type.getName() + "</listener-class></listener>";
  }

  private static String servlet(Class<?> type) {
    return "<servlet><servlet-name>it</servlet-name><servlet-class>"
        + type.getName()
        + "</servlet-class></servlet><servlet-mapping><servlet-name>it</servlet-name>"
        + "<url-pattern>/*</url-pattern></servlet-mapping>";
  }
}
