package dev.portcullis.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Serves the built WAR for people to try, on a Jetty of its own:
 *
 * <pre>{@code mvn -f webapp-sample/pom.xml package exec:java -Dsample.port=8080}</pre>
 *
 * <p>Port 0 takes any that is free. It listens on the loopback address only.
 */
public final class SampleServer {
  private static final String HOST = "127.0.0.1";
  private static final String CONTEXT = "/sample";

  /**
   * How much is told by whom, else INFO. They are held here, since the log manager by itself would
   * forget a logger together with its level.
   */
  private static final Map<Logger, Level> LOGS =
      Map.of(
          Logger.getLogger("org.eclipse.jetty"), Level.WARNING,
          // ServletContext.log: the application's access log.
          Logger.getLogger("org.eclipse.jetty.server.handler.ContextHandler._sample"), Level.INFO,
          // Misses schemas that the JSP compiler does without.
          Logger.getLogger("org.apache.tomcat.util.descriptor"), Level.SEVERE);

  private SampleServer() {}

  public static void main(String[] args) throws Exception {
    System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tT %4$-7s %5$s%6$s%n");
    LOGS.forEach(Logger::setLevel);

    Path war = Path.of(System.getProperty("sample.war", "target/webapp-sample.war"));
    if (!Files.isRegularFile(war)) {
      throw new IllegalStateException("No WAR at " + war.toAbsolutePath() + "; run mvn package");
    }

    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost(HOST);
    connector.setPort(Integer.getInteger("sample.port", 8080));
    server.addConnector(connector);
    server.setHandler(application(war.toAbsolutePath()));
    server.setStopAtShutdown(true);
    server.start();

    System.out.println(
        greeting("http://" + HOST + ":" + connector.getLocalPort() + CONTEXT).indent(2));
    server.join();
  }

  private static WebAppContext application(Path war) throws Exception {
    Path work = war.resolveSibling("jetty");
    Files.createDirectories(work);

    WebAppContext application = new WebAppContext();
    application.setContextPath(CONTEXT);
    application.setWar(war.toString());
    application.setExtractWAR(true);
    application.setTempDirectory(work.toFile());
    // A WAR that cannot start must be seen, not served as 503.
    application.setThrowUnavailableOnStartupException(true);
    // Maven's test class path has what is in the WAR a second time; the WAR is to live by its own.
    application
        .getHiddenClassMatcher()
        .add(
            "dev.portcullis.",
            "org.h2.",
            "com.mysql.",
            "io.jsonwebtoken.",
            "com.fasterxml.jackson.",
            "org.apache.commons.");
    return application;
  }

  private static String greeting(String url) {
    return """

    Library of Dhaka: %1$s/

    mamun / 1234            staff
    admin / admin-pass-1    staff, role admin
    inactive / 1234         may not sign in

    Sign in, call the API with the access token, and read the profile with the static token:

    ACCESS=$(curl -s %1$s/auth/token/ -d username=mamun -d password=1234 | sed 's/.*"access": *"\\([^"]*\\)".*/\\1/')
    curl -s -H "Authorization: Bearer $ACCESS" %1$s/api/hello
    TOKEN=$(curl -s %1$s/auth/api-token-auth/ -d username=mamun -d password=1234 | sed 's/.*"token": *"\\([^"]*\\)".*/\\1/'); curl -s -H "Authorization: Token $TOKEN" %1$s/auth/profile/

    Ctrl-C stops it.
    """
        .formatted(url);
  }
}
