package dev.portcullis.sample;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Locale;

/** Brings the catalogue when the application starts, and takes its JDBC drivers away at the end. */
public class CatalogueListener implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    try {
      // By name, as ever: DriverManager has looked for drivers long before this WAR was there.
      Class.forName(setting(context, "library.jdbc-driver"));
      Catalogue catalogue =
          Catalogue.read(
              setting(context, "library.jdbc-url"),
              setting(context, "library.jdbc-username"),
              setting(context, "library.jdbc-password"));
      context.setAttribute(Catalogue.class.getName(), catalogue);
    } catch (ClassNotFoundException | SQLException e) {
      throw new IllegalStateException("The library could not read its catalogue", e);
    }
  }

  /** DriverManager outlives the application, and would hold its class loader for good. */
  @Override
  public void contextDestroyed(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    for (Driver driver : Collections.list(DriverManager.getDrivers())) {
      if (driver.getClass().getClassLoader() == getClass().getClassLoader()) {
        try {
          DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
          context.log("The driver " + driver + " stays registered", e);
        }
      }
    }
  }

  /** A context-param; {@code LIBRARY_JDBC_URL} in the environment is stronger than its value. */
  private static String setting(ServletContext context, String name) {
    String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    String fromEnvironment = System.getenv(variable);
    return fromEnvironment != null ? fromEnvironment : context.getInitParameter(name);
  }
}
