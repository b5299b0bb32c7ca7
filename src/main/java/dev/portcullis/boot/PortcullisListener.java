package dev.portcullis.boot;

import dev.portcullis.web.ContextRuntime;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import java.util.Map;

/**
 * The second door, by the web fragment of our jar, and the third, by one line in {@code web.xml}:
 *
 * <pre>{@code
 * <listener>
 *   <listener-class>dev.portcullis.boot.PortcullisListener</listener-class>
 * </listener>
 * }</pre>
 *
 * <p>It does no harm where another door was open. It also ends what any door began.
 */
public final class PortcullisListener implements ServletContextListener {
  /** Called by the container. */
  public PortcullisListener() {}

  /**
   * Puts the gate in front of the application, unless it stands there already.
   *
   * @throws IllegalStateException if the configuration is wrong: the application does not start
   */
  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      Boot.boot(event.getServletContext(), "listener", Map.of());
    } catch (ServletException e) {
      throw new IllegalStateException(e.getMessage(), e.getCause());
    }
  }

  /** Gives back whatever Portcullis has taken for this application. */
  @Override
  public void contextDestroyed(ServletContextEvent event) {
    ContextRuntime.end(event.getServletContext());
  }
}
