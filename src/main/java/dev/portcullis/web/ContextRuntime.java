package dev.portcullis.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;

/**
 * What the filter and the servlets of one application share, kept on its {@code ServletContext}.
 *
 * @param gate stands in front
 * @param endpoints what our own servlets answer
 */
public record ContextRuntime(Gate gate, Endpoints endpoints) {
  private static final String ATTRIBUTE = ContextRuntime.class.getName();

  /** Makes this the runtime of the application. */
  public void publish(ServletContext context) {
    context.setAttribute(ATTRIBUTE, this);
  }

  /** The application has none from now on: its filter and servlets refuse to serve. */
  public static void withdraw(ServletContext context) {
    context.removeAttribute(ATTRIBUTE);
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
