import java.io.File;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/**
 * Deploys a WAR, logs in and undeploys it, again and again in one Tomcat, and tells after each
 * round whether its class loader is gone and how many threads there are.
 *
 * <pre>{@code java -cp 'folder-of-jars/*' RedeployLauncher.java WAR WORK ROUNDS}</pre>
 */
public final class RedeployLauncher {
  private static final byte[] LOGIN =
      "username=mamun&password=1234".getBytes(StandardCharsets.UTF_8);

  private RedeployLauncher() {}

  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(args[1]);
    Files.createDirectories(Path.of(args[1], "webapps"));
    Connector connector = new Connector();
    connector.setProperty("address", "127.0.0.1");
    connector.setPort(0);
    tomcat.setConnector(connector);
    tomcat.start();
    for (int round = 1; round <= Integer.parseInt(args[2]); round++) {
      WeakReference<ClassLoader> loader = deployAndUndeploy(tomcat, connector, args[0]);
      System.out.printf(
          "round %d collected %s threads %d%n", round, isCollected(loader), threads());
    }
    tomcat.stop();
    tomcat.destroy();
    System.out.println("Serving on port 0");
  }

  private static WeakReference<ClassLoader> deployAndUndeploy(
      Tomcat tomcat, Connector connector, String war) throws Exception {
    Context app = tomcat.addWebapp("/app", new File(war).getAbsolutePath());
    int status = login(connector.getLocalPort());
    if (status != 200) {
      throw new IllegalStateException("Login answered " + status);
    }
    WeakReference<ClassLoader> loader = new WeakReference<>(app.getLoader().getClassLoader());
    app.stop();
    tomcat.getHost().removeChild(app);
    app.destroy();
    return loader;
  }

  private static int login(int port) throws Exception {
    HttpURLConnection request =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + port + "/app/auth/login/").toURL().openConnection();
    request.setDoOutput(true);
    request.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
    request.setRequestProperty("Connection", "close");
    try (OutputStream body = request.getOutputStream()) {
      body.write(LOGIN);
    }
    return request.getResponseCode();
  }

  private static boolean isCollected(WeakReference<ClassLoader> loader) throws Exception {
    for (int tries = 0; tries < 20 && loader.get() != null; tries++) {
      System.gc();
      Thread.sleep(50);
    }
    return loader.get() == null;
  }

  private static int threads() {
    return Thread.getAllStackTraces().size();
  }
}
