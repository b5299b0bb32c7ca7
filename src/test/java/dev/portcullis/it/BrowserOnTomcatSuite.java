package dev.portcullis.it;

import dev.portcullis.testing.Container;
import dev.portcullis.testing.ContainerKind;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.War;
import dev.portcullis.testing.WhoServlet;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;

/** The same in a Tomcat of its own process, whose cookies and paths are read by other code. */
abstract class BrowserOnTomcatSuite extends BrowserSuite {
  private static final String WEB_XML =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <servlet>
          <servlet-name>who</servlet-name>
          <servlet-class>dev.portcullis.testing.WhoServlet</servlet-class>
        </servlet>
        <servlet-mapping>
          <servlet-name>who</servlet-name>
          <url-pattern>/who</url-pattern>
          <url-pattern>/open</url-pattern>
          <url-pattern>/admin/who</url-pattern>
        </servlet-mapping>
      </web-app>
      """;

  private static TestDatabase database;
  private static Container tomcat;

  static void deploy(ContainerKind kind, Path webapps) throws IOException {
    database = TestDatabase.h2OverTcp();
    SampleUsers.insertCheaplyInto(database);
    writeWar(webapps.resolve("app.war"), Map.of());
    writeWar(webapps.resolve("secure.war"), Map.of("cookie-secure", "true"));
    writeWar(webapps.resolve("ROOT.war"), Map.of("cookie-secure", "true"));
    tomcat = kind.start(webapps);
    serve(tomcat.url());
  }

  private static void writeWar(Path file, Map<String, String> more) throws IOException {
    Map<String, String> parameters = new HashMap<>(database.parameters());
    parameters.putAll(parameters());
    parameters.putAll(more);
    Properties properties = new Properties();
    properties.putAll(parameters);
    StringWriter text = new StringWriter();
    properties.store(text, null);
    new War()
        .add("WEB-INF/web.xml", WEB_XML)
        .add("WEB-INF/portcullis.properties", text.toString())
        .addClass(WhoServlet.class)
        .addPortcullis("h2")
        .write(file);
  }

  @AfterAll
  static void undeploy() {
    tomcat.close();
    database.close();
  }
}
