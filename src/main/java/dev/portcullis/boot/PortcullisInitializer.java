package dev.portcullis.boot;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first door: containers find it by its service file (Jakarta Servlet 6.0, section 8.2.4).
 *
 * <p>It has no {@code @HandlesTypes}, so no container scans classes because of us.
 */
public final class PortcullisInitializer implements ServletContainerInitializer {
  /** Called by the container. */
  public PortcullisInitializer() {}

  /**
   * Puts the gate in front of the application.
   *
   * @throws ServletException if the configuration is wrong: the application does not start
   */
  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context)
      throws ServletException {
    if (Boot.boot(context, "ServletContainerInitializer", Map.of())) {
      // A listener made here may no longer register anything, but it is told of the end.
      context.addListener(new PortcullisListener());
    }
  }
}
