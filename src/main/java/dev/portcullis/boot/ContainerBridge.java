package dev.portcullis.boot;

import static java.lang.System.Logger.Level.WARNING;

import dev.portcullis.web.Gate;
import jakarta.servlet.ServletContext;
import java.lang.reflect.InvocationTargetException;

/**
 * Tells the container itself who a request comes from, so that its own constraints ({@code
 * <security-constraint>}, {@code @ServletSecurity}) are satisfied by our tokens.
 *
 * <p>The container's API for it is optional: on many servers a WAR does not see its classes. So
 * what uses it is loaded by name, here, and nothing else of ours refers to it.
 */
final class ContainerBridge {
  private static final System.Logger LOG = System.getLogger(ContainerBridge.class.getName());
  private static final String JASPIC = "dev.portcullis.boot.jaspic.JaspicBridge";

  private ContainerBridge() {}

  /**
   * Puts the bridge up for this application.
   *
   * @return takes it down again
   * @throws IllegalStateException if this container has no such bridge
   */
  static Runnable open(ServletContext context, Gate gate) {
    try {
      return (Runnable)
          Class.forName(JASPIC)
              .getDeclaredMethod("open", ServletContext.class, Gate.class)
              .invoke(null, context, gate);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "the container refuses an authentication module: " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException(
          "this container lets no WAR see Jakarta Authentication (JASPIC)", e);
    }
  }

  /** Takes the bridge down, whatever happens. */
  static void close(Runnable bridge) {
    try {
      bridge.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(WARNING, "The bridge to the container could not be taken down", e);
    }
  }
}
