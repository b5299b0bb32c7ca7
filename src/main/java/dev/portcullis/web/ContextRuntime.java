package dev.portcullis.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;

/**
 * What the filter and the servlets of one application share, kept on its {@code ServletContext}.
 *
 * @param gate stands in front
 * @param endpoints what our own servlets answer
 * @param beginning begins what goes on beside the requests; may be run more than once
 * @param ending gives back what was taken for the application; may be run more than once
 */
public record ContextRuntime(Gate gate, Endpoints endpoints, Runnable beginning, Runnable ending) {
  private static final String ATTRIBUTE = ContextRuntime.class.getName();
  private static final String DISABLED = "disabled";

  /** Makes this the runtime of the application. */
  public void publish(ServletContext context) {
    context.setAttribute(ATTRIBUTE, this);
  }

  /** The deployer has switched Portcullis off here: a filter that is declared lets all pass. */
  public static void publishDisabled(ServletContext context) {
    context.setAttribute(ATTRIBUTE, DISABLED);
  }

  static boolean isDisabled(ServletContext context) {
    return DISABLED.equals(context.getAttribute(ATTRIBUTE));
  }

  /** The application has none from now on: its servlets refuse to serve, and all is given back. */
  public static void end(ServletContext context) {
    if (context.getAttribute(ATTRIBUTE) instanceof ContextRuntime runtime) {
      context.removeAttribute(ATTRIBUTE);
      runtime.ending().run();
    }
  }

  /**
   * The runtime of the application.
   *
   * @throws ServletException if Portcullis was not started here, so that nothing is served
   */
  static ContextRuntime of(ServletContext context) throws ServletException {
    if (context.getAttribute(ATTRIBUTE) instanceof ContextRuntime runtime) {
      return runtime;
    }
    throw new ServletException(
        "Portcullis was not started in this application; name the listener"
            + " dev.portcullis.boot.PortcullisListener in web.xml");
  }
}
