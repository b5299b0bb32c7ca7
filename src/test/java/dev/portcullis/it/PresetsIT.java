package dev.portcullis.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.Identity;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.DjangoTables;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.MariaDb;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.dbcp2.BasicDataSource;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The pages "From ..." of the documentation: their web.xml, on tables as the origin has them. */
class PresetsIT {
  private static final Pattern SNIPPET =
      Pattern.compile("<!-- test -->\\s*```xml\n(.*?)```", Pattern.DOTALL);
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final String HASH = "'" + SampleUsers.PASSWORD_1234 + "'";

  /** Prints the user and, in order, the roles. */
  private static final class RolesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Identity identity = (Identity) request.getUserPrincipal();
      response.getWriter().print(request.getRemoteUser() + " " + new TreeSet<>(identity.roles()));
    }
  }

  /** What is done with an application that runs as a page says. */
  private interface Visit {
    void of(Client client);
  }

  @Test
  void fromTomcatDataSourceRealm() throws Exception {
    try (TestDatabase database = MariaDb.fresh()) {
      database.execute(
          """
          CREATE TABLE users (
            user_name VARCHAR(15) NOT NULL PRIMARY KEY,
            user_pass VARCHAR(100) NOT NULL)
          """,
          """
          CREATE TABLE user_roles (
            user_name VARCHAR(15) NOT NULL,
            role_name VARCHAR(15) NOT NULL)
          """,
          "INSERT INTO users VALUES ('mamun', " + HASH + "), ('rahim', " + HASH + ")",
          "INSERT INTO user_roles VALUES ('mamun', 'manager'), ('mamun', 'ops')",
          "INSERT INTO user_roles VALUES ('MAMUN', 'upper'), ('mamún', 'accent'), ('rahim', 'ops')");

      visit(
          "from-tomcat-datasourcerealm.md",
          database,
          app -> {
            assertThat(who(app, "mamun", "/manager/x")).isEqualTo("200 mamun [manager, ops]");
            assertThat(who(app, "rahim", "/x")).isEqualTo("200 rahim [ops]");
            assertThat(who(app, "rahim", "/manager/x")).startsWith("403 ");
            assertThat(isLetIn(app, "MAMUN")).isFalse();
            assertThat(isLetIn(app, "mamún")).isFalse();
          });
    }
  }

  @Test
  void fromShiroJdbcRealm() throws Exception {
    try (TestDatabase database = MariaDb.fresh()) {
      database.execute(
          """
          CREATE TABLE users (
            username VARCHAR(40) PRIMARY KEY,
            password VARCHAR(100),
            password_salt VARCHAR(100))
          """,
          "CREATE TABLE user_roles (username VARCHAR(40), role_name VARCHAR(40))",
          "CREATE TABLE roles_permissions (role_name VARCHAR(40), permission VARCHAR(40))",
          "INSERT INTO users VALUES ('mamun', " + HASH + ", NULL), ('rahim', " + HASH + ", NULL)",
          // What a HashedCredentialsMatcher of SHA-256 with 1024 rounds makes of 1234.
          "INSERT INTO users VALUES ('salma',"
              + " 'eec0d3a75d2b8d717d1a130cb68159f678f9bdf71a11a4ef3f6bcbce91ffc395',"
              + " 'MDEyMzQ1Njc4OWFiY2RlZg==')",
          "INSERT INTO user_roles VALUES ('mamun', 'admin')");

      visit(
          "from-shiro-jdbcrealm.md",
          database,
          app -> {
            assertThat(who(app, "mamun", "/admin/x")).isEqualTo("200 mamun [admin]");
            assertThat(who(app, "rahim", "/x")).isEqualTo("200 rahim []");
            assertThat(who(app, "rahim", "/admin/x")).startsWith("403 ");
            assertThat(who(app, "salma", "/x")).isEqualTo("200 salma []");
            assertThat(isLetIn(app, "Rahim")).isFalse();
          });
    }
  }

  /** The tables are those of the appendix of Spring Security's reference. */
  @Test
  void fromSpringJdbcDaoImpl() throws Exception {
    try (TestDatabase database = TestDatabase.h2()) {
      database.execute(
          """
          CREATE TABLE users (
            username VARCHAR_IGNORECASE(50) NOT NULL PRIMARY KEY,
            password VARCHAR_IGNORECASE(500) NOT NULL,
            enabled BOOLEAN NOT NULL)
          """,
          """
          CREATE TABLE authorities (
            username VARCHAR_IGNORECASE(50) NOT NULL,
            authority VARCHAR_IGNORECASE(50) NOT NULL,
            FOREIGN KEY (username) REFERENCES users (username))
          """,
          """
          CREATE TABLE groups (
            id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
            group_name VARCHAR_IGNORECASE(50) NOT NULL)
          """,
          """
          CREATE TABLE group_authorities (
            group_id BIGINT NOT NULL REFERENCES groups (id),
            authority VARCHAR(50) NOT NULL)
          """,
          """
          CREATE TABLE group_members (
            id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
            username VARCHAR(50) NOT NULL,
            group_id BIGINT NOT NULL REFERENCES groups (id))
          """,
          "INSERT INTO users VALUES ('mamun', " + HASH + ", TRUE), ('rahim', " + HASH + ", TRUE)",
          "INSERT INTO users VALUES ('gone', " + HASH + ", FALSE)",
          "INSERT INTO authorities VALUES ('mamun', 'ROLE_USER'), ('rahim', 'ROLE_USER')",
          "INSERT INTO groups VALUES (1, 'Administrators')",
          "INSERT INTO group_authorities VALUES (1, 'ROLE_ADMIN')",
          "INSERT INTO group_members (username, group_id) VALUES ('mamun', 1)");

      visit(
          "from-spring-jdbcdaoimpl.md",
          database,
          app -> {
            assertThat(who(app, "mamun", "/admin/x")).isEqualTo("200 mamun [ADMIN, USER]");
            assertThat(who(app, "rahim", "/x")).isEqualTo("200 rahim [USER]");
            assertThat(who(app, "rahim", "/admin/x")).startsWith("403 ");
            assertThat(isLetIn(app, "RAHIM")).isFalse();
            assertThat(isLetIn(app, "gone")).isFalse();
          });
    }
  }

  @Test
  void fromDjango() throws Exception {
    try (TestDatabase database = MariaDb.fresh()) {
      database.execute(DjangoTables.schema(database));
      database.execute(
          insertDjangoUser("mamun", "mamun@example.org", "1, 1, 1"),
          insertDjangoUser("rahim", "rahim@example.org", "0, 1, 1"),
          insertDjangoUser("inactive", "", "1, 1, 0"),
          insertDjangoUser("twin1", "twins@example.org", "0, 0, 1"),
          insertDjangoUser("twin2", "twins@example.org", "0, 0, 1"),
          "INSERT INTO auth_group (id, name) VALUES (1, 'Editors'), (2, 'Readers')",
          "INSERT INTO auth_user_groups (user_id, group_id) VALUES (2, 1), (2, 2)");

      visit(
          "from-django.md",
          database,
          app -> {
            assertThat(who(app, "mamun", "/admin/x")).isEqualTo("200 mamun [admin, staff]");
            assertThat(who(app, "rahim", "/reports/x"))
                .isEqualTo("200 rahim [Editors, Readers, staff]");
            assertThat(who(app, "rahim@example.org", "/staff/x"))
                .isEqualTo("200 rahim [Editors, Readers, staff]");
            assertThat(who(app, "rahim", "/admin/x")).startsWith("403 ");
            assertThat(who(app, "twin1", "/x")).isEqualTo("200 twin1 []");
            assertThat(isLetIn(app, "twins@example.org")).isFalse();
            assertThat(isLetIn(app, "Rahim@example.org")).isFalse();
            assertThat(isLetIn(app, "inactive")).isFalse();
            assertThat(database.column("SELECT user_id FROM authtoken_token"))
                .containsExactlyInAnyOrder("1", "2", "4");
          });
    }
  }

  private static String insertDjangoUser(String name, String email, String flags) {
    return "INSERT INTO auth_user (username, email, password, is_superuser, is_staff, is_active,"
        + " first_name, last_name, date_joined)"
        + " VALUES ('%s', '%s', %s, %s, '', '', NOW())".formatted(name, email, HASH, flags);
  }

  @SuppressWarnings("BanJNDI") // The names are our own.
  private static void visit(String page, TestDatabase database, Visit visit) throws Exception {
    Context root = new InitialContext();
    Context jdbc = root.createSubcontext("jdbc");
    try (BasicDataSource lent = dataSource(database)) {
      jdbc.bind("app", lent);
      try (JettyApps apps =
          new JettyApps()
              .add(
                  "/app",
                  parameters(page),
                  app -> app.addServlet(new ServletHolder(new RolesServlet()), "/"))
              .start()) {
        visit.of(new Client(apps.url() + "/app"));
      }
    } finally {
      jdbc.unbind("app");
      root.destroySubcontext("jdbc");
    }
  }

  private static BasicDataSource dataSource(TestDatabase database) {
    BasicDataSource dataSource = new BasicDataSource();
    dataSource.setDriver(database.driver());
    dataSource.setUrl(database.jdbcUrl());
    dataSource.setUsername(database.username());
    dataSource.setPassword(database.password());
    return dataSource;
  }

  /** Exactly the context-params of the page, without their prefix; its environment is ours. */
  private static Map<String, String> parameters(String page) throws Exception {
    String text = Files.readString(Path.of("docs", page), UTF_8);
    MatchResult snippet = SNIPPET.matcher(text).results().findFirst().orElseThrow();
    String xml = "<web-app>" + snippet.group(1) + "</web-app>";
    NodeList params =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)))
            .getElementsByTagName("context-param");
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < params.getLength(); i++) {
      Element param = (Element) params.item(i);
      parameters.put(
          textOf(param, "param-name").replaceFirst("^portcullis\\.", ""),
          textOf(param, "param-value").replaceFirst("\\$\\{env:\\w+}", KEY));
    }
    return parameters;
  }

  private static String textOf(Element param, String child) {
    return param.getElementsByTagName(child).item(0).getTextContent();
  }

  private static boolean isLetIn(Client app, String username) {
    return app.postJson("/auth/login/", Map.of("username", username, "password", "1234")).status()
        == 200;
  }

  /** Logs in and tells the answer of the path, for both kinds of token. */
  private static String who(Client app, String username, String path) {
    Map<String, String> login = Map.of("username", username, "password", "1234");
    String access = app.postJson("/auth/login/", login).text("access");
    String token = app.staticToken("/auth/api-token-auth/", username, "1234");

    String answer = app.get(path, "Authorization", "Bearer " + access).toString();

    assertThat(app.get(path, "Authorization", "Token " + token)).hasToString(answer);
    return answer;
  }
}
