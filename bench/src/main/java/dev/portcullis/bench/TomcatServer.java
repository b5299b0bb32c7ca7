package dev.portcullis.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.JreMemoryLeakPreventionListener;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ApplicationParameter;

/** An embedded Tomcat, configured as its distribution is, on a free port of the loopback. */
final class TomcatServer implements AutoCloseable {
  private final Tomcat tomcat = new Tomcat();
  private final Connector connector = new Connector();

  /** Starts it, with nothing deployed. */
  TomcatServer(Path work) throws IOException, LifecycleException {
    tomcat.setBaseDir(work.toString());
    Files.createDirectories(work.resolve("webapps"));
    connector.setProperty("address", "127.0.0.1");
    connector.setPort(0);
    tomcat.setConnector(connector);
    // As in server.xml: otherwise the first application to open a database loads all drivers.
    tomcat.getServer().addLifecycleListener(new JreMemoryLeakPreventionListener());
    tomcat.start();
  }

  /** Deploys the application on this database and says that it answers as the variant should. */
  Context deploy(Variant variant, Path application, String databaseUrl) {
    StandardContext context = new StandardContext();
    context.setPath("/app");
    context.setName("/app");
    context.setDocBase(application.toString());
    context.addLifecycleListener(new Tomcat.DefaultWebXmlListener());
    ContextConfig config = new ContextConfig();
    config.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
    context.addLifecycleListener(config);
    Map.of(
            "library.jdbc-url", databaseUrl,
            "portcullis.jdbc-url", databaseUrl,
            "portcullis.enabled", Boolean.toString(variant.isEnabled()))
        .forEach((name, value) -> context.addApplicationParameter(parameter(name, value)));
    tomcat.getHost().addChild(context);
    if (!context.getState().isAvailable()) {
      throw new IllegalStateException("The application did not start; see above");
    }
    return context;
  }

  /** Throws if the application answers otherwise than the variant should. */
  void check(Variant variant) throws IOException {
    HttpURLConnection request =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/app/api/hello")
                .toURL()
                .openConnection();
    request.setRequestProperty("Connection", "close");
    if (request.getResponseCode() != variant.status()) {
      throw new IllegalStateException(variant + " answered " + request.getResponseCode());
    }
  }

  /** Takes the application away. */
  void undeploy(Context context) throws LifecycleException {
    context.stop();
    tomcat.getHost().removeChild(context);
    context.destroy();
  }

  private static ApplicationParameter parameter(String name, String value) {
    ApplicationParameter parameter = new ApplicationParameter();
    parameter.setName(name);
    parameter.setValue(value);
    parameter.setOverride(false); // Stronger than what web.xml says.
    return parameter;
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }
}
