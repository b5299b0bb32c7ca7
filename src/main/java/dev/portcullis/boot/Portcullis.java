package dev.portcullis.boot;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Map;

/**
 * The fourth door, for servers embedded in a program and for tests:
 *
 * <pre>{@code
 * context.addServletContainerInitializer(
 *     (classes, servletContext) ->
 *         Portcullis.install(servletContext, Map.of("jdbc-url", "jdbc:h2:mem:app")));
 * }</pre>
 */
public final class Portcullis {
  private Portcullis() {}

  /**
   * Puts the gate in front of an application that is about to start, and says whether this call
   * did; false if it stands there already.
   *
   * <p>To be called while the container lets filters be registered: from a {@code
   * ServletContainerInitializer}, or from a {@code ServletContextListener} that is declared.
   *
   * @param settings parameters by their plain names; stronger than those of {@code web.xml}, weaker
   *     than JVM properties and environment
   * @throws ServletException if the configuration is wrong, with all that is wrong in its message
   */
  public static boolean install(ServletContext context, Map<String, String> settings)
      throws ServletException {
    return Boot.boot(context, "install", settings);
  }

  /**
   * Gives back whatever was taken for the application; the container's own end does so too. Until
   * it is installed again, the gate and the endpoints refuse to serve.
   */
  public static void uninstall(ServletContext context) {
    Boot.end(context);
  }
}
