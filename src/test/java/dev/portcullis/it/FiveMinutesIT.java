package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.Container;
import dev.portcullis.testing.MariaDb;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.TomcatDistribution;
import dev.portcullis.testing.War;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The five minutes of the README: its files, in an old WAR, on a Tomcat as it is downloaded, with a
 * database that has had its users since long before. Only the address of the database is another.
 */
class FiveMinutesIT {
  private static final Path FILES = Path.of("src", "test", "five-minutes");

  private static TestDatabase database;
  private static Container tomcat;
  private static Client client;

  @BeforeAll
  static void deploy(@TempDir Path webapps) throws IOException {
    database = MariaDb.fresh();
    insertMembers();
    new War()
        .add("WEB-INF/web.xml", Files.readString(FILES.resolve("WEB-INF/web.xml")))
        .add("META-INF/context.xml", contextXml())
        .addPortcullis("mysql-connector-j")
        .add("hello.jsp", "Hello, <%= request.getRemoteUser() %>")
        .add("admin/index.jsp", "In charge: <%= request.isUserInRole(\"admin\") %>")
        .add("public/index.html", "Welcome")
        .write(webapps.resolve("app.war"));
    tomcat = new TomcatDistribution("apache-tomcat-10.1.59").start(webapps);
    client = new Client(tomcat.url() + "/app");
  }

  private static void insertMembers() {
    database.execute(
        "CREATE TABLE members (id INT PRIMARY KEY, login VARCHAR(50), password VARCHAR(200))",
        "CREATE TABLE member_roles (member_id INT, role VARCHAR(50))",
        "INSERT INTO members VALUES (7, 'mamun', '%1$s'), (8, 'boss', '%1$s')"
            .formatted(SampleUsers.PASSWORD_1234),
        "INSERT INTO member_roles VALUES (7, 'reader'), (8, 'reader'), (8, 'admin')");
  }

  // The server of the tests takes every user with every password, so also those of the file.
  private static String contextXml() throws IOException {
    String url = "jdbc:mysql://127.0.0.1:3306/app";
    String xml = Files.readString(FILES.resolve("META-INF/context.xml"));
    assertThat(xml).containsOnlyOnce(url);
    return xml.replace(url, database.jdbcUrl());
  }

  @AfterAll
  static void undeploy() {
    if (tomcat != null) {
      tomcat.close();
    }
    database.close();
  }

  @Test
  void logSaysWhatGuardsWhat() {
    assertThat(tomcat.log())
        .contains("guards the application /app")
        .containsPattern("database +MYSQL \\(data source jdbc/app\\)")
        .containsPattern("users +custom, table members")
        .containsPattern("/admin/\\* +role:admin")
        .contains("POST /auth/login/")
        .doesNotContain("secret");
  }

  @Test
  void sixTablesAreMade() {
    assertThat(database.column("SHOW TABLES LIKE 'portcullis%'")).hasSize(6);
  }

  @Test
  void withoutATokenEverythingButThePublicAnswers401() {
    assertThat(client.get("/public/index.html").body()).isEqualTo("Welcome");
    for (String path : new String[] {"/", "/hello.jsp", "/admin/", "/auth/profile/"}) {
      assertThat(client.get(path).status()).as(path).isEqualTo(401);
    }
  }

  @Test
  void loginGivesTheTokensAndTheTokensTheUser() {
    Answer tokens = login("mamun");

    assertThat(tokens.json()).containsOnlyKeys("refresh", "access");
    assertThat(get("/hello.jsp", tokens).body()).isEqualTo("Hello, mamun");
    assertThat(get("/auth/profile/", tokens).json())
        .isEqualTo(Map.of("username", "mamun", "email", ""));
  }

  @Test
  void rulesKnowTheRoles() {
    Answer refused = get("/admin/index.jsp", login("mamun"));
    Answer admitted = get("/admin/index.jsp", login("boss"));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(admitted.body()).isEqualTo("In charge: true");
  }

  private static Answer login(String username) {
    return client.post(
        "/auth/login/",
        "application/x-www-form-urlencoded",
        "username=" + username + "&password=1234");
  }

  private static Answer get(String path, Answer tokens) {
    return client.get(path, "Authorization", "Bearer " + tokens.text("access"));
  }
}
