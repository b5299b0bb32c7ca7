package dev.portcullis.testing;

import dev.portcullis.boot.PortcullisInitializer;
import jakarta.servlet.ServletContainerInitializer;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** Applications with Portcullis in an embedded Jetty on a free port of the loopback. */
public final class JettyApps implements Apps {
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final ContextHandlerCollection contexts = new ContextHandlerCollection();

  public JettyApps() {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(contexts);
  }

  @Override
  public JettyApps add(String contextPath, Map<String, String> parameters) {
    return add(contextPath, parameters, app -> {});
  }

  /** An application with servlets and filters of its own. */
  public JettyApps add(
      String contextPath, Map<String, String> parameters, Consumer<ServletContextHandler> own) {
    return addWith(
        contextPath,
        new PortcullisInitializer(),
        app -> {
          parameters.forEach((name, value) -> app.setInitParameter("portcullis." + name, value));
          own.accept(app);
        });
  }

  /** An application that comes to its gate by another initializer than ours. */
  public JettyApps addWith(
      String contextPath, ServletContainerInitializer door, Consumer<ServletContextHandler> own) {
    ServletContextHandler app = new ServletContextHandler(contextPath, true, false);
    own.accept(app);
    app.addServletContainerInitializer(door);
    contexts.addHandler(app);
    return this;
  }

  /** Believes a proxy in front of it about scheme and host, as {@code RemoteIpValve} would. */
  public JettyApps behindProxy() {
    connector
        .getConnectionFactory(HttpConnectionFactory.class)
        .getHttpConfiguration()
        .addCustomizer(new ForwardedRequestCustomizer());
    return this;
  }

  @Override
  public JettyApps start() throws Exception {
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw e;
    }
    return this;
  }

  /** Starts, and after a failure leaves everything as it is: no end is told of. */
  public void startAlone() throws Exception {
    server.start();
  }

  @Override
  public URI url() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty does not stop", e);
    }
  }
}
