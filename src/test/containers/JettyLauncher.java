import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/**
 * Serves every WAR and unpacked folder of a folder in an embedded Jetty, below its name and on a
 * free port of the loopback, until the standard input ends.
 *
 * <pre>{@code java -cp JARS JettyLauncher.java WEBAPPS WORK}</pre>
 */
public final class JettyLauncher {
  private JettyLauncher() {}

  public static void main(String[] args) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ContextHandlerCollection contexts = new ContextHandlerCollection();
    server.setHandler(contexts);
    File[] applications = new File(args[0]).listFiles();
    Arrays.sort(applications);
    for (File application : applications) {
      String name = application.getName().replaceFirst("\\.war$", "");
      WebAppContext context = new WebAppContext();
      context.setContextPath(name.equals("ROOT") ? "/" : "/" + name);
      context.setWar(application.getAbsolutePath());
      context.setTempDirectory(Path.of(args[1], name).toFile());
      contexts.addHandler(context);
    }
    server.start();
    System.out.println("Serving on port " + connector.getLocalPort());
    while (System.in.read() != -1) {
      // Nothing is said to it, but that it should end.
    }
    server.stop();
  }
}
