package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.Container;
import dev.portcullis.testing.EmbeddedContainer;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.War;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application with constraints of the container gets its identities from us. */
class JaspicIT {
  private static final String WEB_XML =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <context-param>
          <param-name>portcullis.container-bridge</param-name>
          <param-value>jaspic</param-value>
        </context-param>
        <context-param>
          <param-name>portcullis.jdbc-url</param-name>
          <param-value>jdbc:h2:mem:jaspic;DB_CLOSE_DELAY=-1;INIT=RUNSCRIPT FROM 'classpath:users.sql'</param-value>
        </context-param>
        <context-param>
          <param-name>portcullis.users</param-name>
          <param-value>custom</param-value>
        </context-param>
        <context-param>
          <param-name>portcullis.users-table</param-name>
          <param-value>people</param-value>
        </context-param>
        <context-param>
          <param-name>portcullis.roles-column</param-name>
          <param-value>roles</param-value>
        </context-param>
        <context-param>
          <param-name>portcullis.rules</param-name>
          <param-value>/* permit</param-value>
        </context-param>
        <security-constraint>
          <web-resource-collection>
            <web-resource-name>for bosses</web-resource-name>
            <url-pattern>/boss/*</url-pattern>
          </web-resource-collection>
          <auth-constraint>
            <role-name>admin</role-name>
          </auth-constraint>
        </security-constraint>
        <security-role>
          <role-name>admin</role-name>
        </security-role>
      </web-app>
      """;

  private static final String USERS =
      """
      CREATE TABLE IF NOT EXISTS people (
        id INT PRIMARY KEY, username VARCHAR(50), password VARCHAR(200), roles VARCHAR(50));
      MERGE INTO people VALUES (1, 'mamun', '%1$s', 'reader'), (2, 'boss', '%1$s', 'admin');
      """;

  @TempDir private Path webapps;

  @ParameterizedTest
  @ValueSource(strings = {"10.1", "11.0"})
  void constraintsOfTheContainerAreSatisfiedByOurTokens(String version) throws IOException {
    writeWar();

    try (Container tomcat = tomcat(version).start(webapps)) {
      Client client = new Client(tomcat.url() + "/app");
      String boss = client.staticToken("/auth/api-token-auth/", "boss", "1234");
      String mamun = client.staticToken("/auth/api-token-auth/", "mamun", "1234");

      Answer anonymous = client.get("/boss/index.jsp");
      assertThat(anonymous.status()).isEqualTo(401);
      assertThat(anonymous.body())
          .isEqualTo("{\"detail\":\"Authentication credentials were not provided.\"}");
      Answer dead = client.get("/boss/index.jsp", "Authorization", "Token dead");
      assertThat(dead.status()).isEqualTo(401);
      assertThat(dead.body()).isEqualTo("{\"detail\":\"Invalid token.\"}");
      assertThat(client.get("/boss/index.jsp", "Authorization", "Token " + mamun).status())
          .isEqualTo(403);
      assertThat(client.get("/boss/index.jsp", "Authorization", "Token " + boss).body())
          .isEqualTo("boss true");
      assertThat(client.get("/open.jsp").body()).isEqualTo("null");
      assertThat(client.get("/open.jsp", "Authorization", "Token " + mamun).body())
          .isEqualTo("mamun");
      assertThat(client.get("/open.jsp", "Authorization", "Token dead").status()).isEqualTo(401);
      assertThat(client.get("/boss/index.jsp").header("Set-Cookie")).isEmpty();
    }
  }

  private void writeWar() throws IOException {
    String hash = SampleUsers.PASSWORD_1234;
    new War()
        .add("WEB-INF/web.xml", WEB_XML)
        .add("WEB-INF/classes/users.sql", USERS.formatted(hash))
        .add(
            "boss/index.jsp",
            "<%@ page session=\"false\" %><%= request.getRemoteUser() %> <%="
                + " request.isUserInRole(\"admin\") %>")
        .add("open.jsp", "<%@ page session=\"false\" %><%= request.getRemoteUser() %>")
        .addPortcullis("h2")
        .write(webapps.resolve("app.war"));
  }

  private static EmbeddedContainer tomcat(String version) {
    return version.equals("10.1") ? EmbeddedContainer.tomcat10() : EmbeddedContainer.tomcat11();
  }
}
