import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;

/**
 * Serves every WAR and unpacked folder of a folder in an embedded Tomcat, below its name and on a
 * free port of the loopback, until the standard input ends.
 *
 * <pre>{@code java -cp 'folder-of-jars/*' TomcatLauncher.java WEBAPPS WORK}</pre>
 */
public final class TomcatLauncher {
  private TomcatLauncher() {}

  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(args[1]);
    Files.createDirectories(Path.of(args[1], "webapps")); // Where WARs are unpacked to.
    Connector connector = new Connector();
    connector.setProperty("address", "127.0.0.1");
    connector.setPort(0);
    tomcat.setConnector(connector);
    ((StandardHost) tomcat.getHost()).setStartStopThreads(2);
    File[] applications = new File(args[0]).listFiles();
    Arrays.sort(applications);
    for (File application : applications) {
      String name = application.getName().replaceFirst("\\.war$", "");
      StandardContext context =
          (StandardContext)
              tomcat.addWebapp(
                  name.equals("ROOT") ? "" : "/" + name, application.getAbsolutePath());
      // The class path is the container's own, and long: no fragments are looked for in it.
      StandardJarScanner scanner = new StandardJarScanner();
      scanner.setScanClassPath(false);
      context.setJarScanner(scanner);
    }
    tomcat.start();
    System.out.println("Serving on port " + connector.getLocalPort());
    while (System.in.read() != -1) {
      // Nothing is said to it, but that it should end.
    }
    tomcat.stop();
    tomcat.destroy();
  }
}
