package dev.portcullis.testing;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/**
 * A Jetty that serves WARs as they lie in folders, by context path, and answers with its URL.
 *
 * <p>{@link WarApps} runs it in a class loader that has nothing of ours, so it may use nothing of
 * ours.
 */
public final class WarServer implements Function<Map<String, Path>, URI>, AutoCloseable {
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  @Override
  public URI apply(Map<String, Path> wars) {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ContextHandlerCollection contexts = new ContextHandlerCollection();
    wars.forEach(
        (contextPath, folder) -> {
          WebAppContext app = new WebAppContext(folder.toString(), contextPath);
          app.setThrowUnavailableOnStartupException(true);
          contexts.addHandler(app);
        });
    server.setHandler(contexts);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
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
