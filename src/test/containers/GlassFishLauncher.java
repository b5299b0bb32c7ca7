import java.io.File;
import org.glassfish.embeddable.GlassFish;
import org.glassfish.embeddable.GlassFishProperties;
import org.glassfish.embeddable.GlassFishRuntime;

/**
 * Serves every WAR of a folder in an embedded GlassFish, below its name and on a port of the
 * loopback, until the standard input ends.
 *
 * <pre>{@code java -cp glassfish-embedded-static-shell.jar GlassFishLauncher.java WEBAPPS PORT}
 * </pre>
 */
public final class GlassFishLauncher {
  private static final String LISTENER =
      "embedded-glassfish-config.server.network-config.network-listeners"
          + ".network-listener.http-listener.";

  private GlassFishLauncher() {}

  public static void main(String[] args) throws Exception {
    GlassFishProperties properties = new GlassFishProperties();
    properties.setPort("http-listener", Integer.parseInt(args[1]));
    properties.setProperty(LISTENER + "address", "127.0.0.1");
    GlassFish server = GlassFishRuntime.bootstrap().newGlassFish(properties);
    server.start();
    for (File application : new File(args[0]).listFiles()) {
      String name = application.getName().replaceFirst("\\.war$", "");
      server.getDeployer().deploy(application, "--contextroot=" + name);
    }
    System.out.println("Serving on port " + args[1]);
    while (System.in.read() != -1) {
      // Nothing is said to it, but that it should end.
    }
    server.dispose();
    System.exit(0); // Threads of its own would go on.
  }
}
