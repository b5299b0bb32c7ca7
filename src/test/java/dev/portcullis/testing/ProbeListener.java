package dev.portcullis.testing;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;

/**
 * Gives an application a {@link ProbeServlet} that supports async, which no web.xml before 3.0 can
 * say.
 */
public class ProbeListener implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletRegistration.Dynamic probe =
        event.getServletContext().addServlet("probe", ProbeServlet.class);
    probe.addMapping("/filtered/*", "/plain");
    probe.setAsyncSupported(true);
  }

  /** The same for an application without a web.xml. */
  @WebListener
  public static final class Annotated extends ProbeListener {}
}
