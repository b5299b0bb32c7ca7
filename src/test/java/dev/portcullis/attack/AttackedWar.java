package dev.portcullis.attack;

import dev.portcullis.testing.CompiledClasses;
import dev.portcullis.testing.ShadedJar;
import dev.portcullis.testing.War;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The application that is attacked, with the all-in-one jar and H2 for either API. */
final class AttackedWar {
  private static final Path SOCKET = Path.of("src", "test", "attack", "SecretSocket.java");
  private static final String LIBRARIES = "WEB-INF/lib/";

  /** What is open is said first, so that all that can be taken for it is. */
  private static final String RULES =
      """
      *.css                permit
      /public/*            permit
      POST /form           permit
      /form                role:admin
      /admin/*             role:admin
      /api/*               role:admin
      *.do                 role:admin
      /exact               role:admin
      /                    role:admin
      /index.jsp           role:admin
      /welcome/index.jsp   role:admin
      /*                   authenticated
      """;

  private static final String WEB_XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- %1$s -->
      <web-app xmlns="http://java.sun.com/xml/ns/javaee" version="3.0">
        <filter>
          <filter-name>eager</filter-name>
          <filter-class>dev.portcullis.attack.EagerFilter</filter-class>
          <async-supported>true</async-supported>
        </filter>
        <filter-mapping>
          <filter-name>eager</filter-name>
          <url-pattern>/*</url-pattern>
        </filter-mapping>
        %2$s
        <servlet>
          <servlet-name>attacked</servlet-name>
          <servlet-class>dev.portcullis.attack.AttackedServlet</servlet-class>
          <async-supported>true</async-supported>
        </servlet>
        <servlet-mapping>
          <servlet-name>attacked</servlet-name>
          <url-pattern>/admin/secret</url-pattern>
          <url-pattern>/admin/ws</url-pattern>
          <url-pattern>/api/*</url-pattern>
          <url-pattern>/async</url-pattern>
          <url-pattern>/async-secret</url-pattern>
          <url-pattern>/async-wrapped</url-pattern>
          <url-pattern>/exact</url-pattern>
          <url-pattern>/form</url-pattern>
          <url-pattern>/forward</url-pattern>
          <url-pattern>/include</url-pattern>
          <url-pattern>/other/secret</url-pattern>
          <url-pattern>/public/async</url-pattern>
          <url-pattern>/public/fail</url-pattern>
          <url-pattern>/public/forward</url-pattern>
          <url-pattern>/public/include</url-pattern>
          <url-pattern>/public/spoof</url-pattern>
          <url-pattern>/public/x</url-pattern>
          <url-pattern>/session</url-pattern>
          <url-pattern>/who</url-pattern>
          <url-pattern>*.do</url-pattern>
        </servlet-mapping>
        <welcome-file-list>
          <welcome-file>index.jsp</welcome-file>
        </welcome-file-list>
        <error-page>
          <error-code>404</error-code>
          <location>/admin/err.jsp</location>
        </error-page>
        <error-page>
          <error-code>500</error-code>
          <location>/admin/err.jsp</location>
        </error-page>
      </web-app>
      """;

  private static final String LISTENER =
      """
      <listener>
        <listener-class>dev.portcullis.boot.PortcullisListener</listener-class>
      </listener>
      """;

  private final ShadedJar jar;
  private final Path work;
  private final Map<String, String> database;

  /**
   * Applications for one API.
   *
   * @param work a folder for what is compiled
   * @param database parameters that say where it is
   */
  AttackedWar(ShadedJar jar, Path work, Map<String, String> database) {
    this.jar = jar;
    this.work = work;
    this.database = database;
  }

  /**
   * Writes four of them: {@code ROOT} and {@code ctx} as anybody would have them, {@code checked}
   * with {@code check-dispatch}, and {@code twice} with the listener named by hand, too.
   */
  void writeTo(Path webapps) throws IOException {
    application("", Map.of()).write(webapps.resolve("ROOT.war"));
    application("", Map.of()).write(webapps.resolve("ctx.war"));
    application("", Map.of("check-dispatch", "true")).write(webapps.resolve("checked.war"));
    application(LISTENER, Map.of()).write(webapps.resolve("twice.war"));
  }

  /** Writes {@code doubled}, with two copies of the jar. */
  void writeDoubledTo(Path webapps) throws IOException {
    application(LISTENER, Map.of())
        .add(LIBRARIES + "portcullis-all-0.0.1.jar", Files.readAllBytes(jar.path()))
        .write(webapps.resolve("doubled.war"));
  }

  /**
   * Writes {@code sockets}, with an endpoint for WebSocket that the container finds by itself.
   *
   * @param api the jars of its API
   */
  void writeSocketsTo(Path webapps, List<Path> api) throws IOException {
    compiled(List.of(SOCKET), api)
        .addTo(application("", Map.of()))
        .write(webapps.resolve("sockets.war"));
  }

  private War application(String more, Map<String, String> parameters) throws IOException {
    War war =
        new War()
            .add("WEB-INF/web.xml", WEB_XML.formatted(AttackedServlet.SECRET, more))
            .add("WEB-INF/portcullis.properties", properties(parameters))
            .add("WEB-INF/secret.jsp", AttackedServlet.SECRET)
            .add("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nX: " + AttackedServlet.SECRET)
            .add("admin/secret.txt", AttackedServlet.SECRET)
            .add("admin/err.jsp", "err-page")
            .add("admin/welcome/index.jsp", AttackedServlet.SECRET)
            .add("index.jsp", AttackedServlet.SECRET)
            .add("welcome/index.jsp", AttackedServlet.SECRET)
            .add(LIBRARIES + jar.path().getFileName(), Files.readAllBytes(jar.path()))
            .addLibraries("h2");
    if (jar == ShadedJar.JAKARTA) {
      return war.addClass(AttackedServlet.class).addClass(EagerFilter.class);
    }
    return compiled(
            CompiledClasses.sourcesOf(AttackedServlet.class, EagerFilter.class),
            List.of(jar.oldestApi()))
        .addTo(war);
  }

  private CompiledClasses compiled(List<Path> sources, List<Path> classPath) throws IOException {
    return CompiledClasses.of(jar, sources, classPath, Files.createTempDirectory(work, ""));
  }

  private String properties(Map<String, String> more) throws IOException {
    Properties all = new Properties();
    all.putAll(database);
    all.putAll(more);
    all.setProperty("rules", RULES);
    all.setProperty("jwt-secret", Tokens.KEY);
    all.setProperty("access-lifetime", "1h");
    all.setProperty("cors-origins", "https://good.example");
    // Guesses are counted in tests of their own; here each is to be judged by itself.
    all.setProperty("lockout", "false");
    // What an unknown user costs is counted elsewhere, too.
    all.setProperty("password-encoding", "pbkdf2_sha256$1000");
    StringWriter text = new StringWriter();
    all.store(text, null);
    return text.toString();
  }
}
