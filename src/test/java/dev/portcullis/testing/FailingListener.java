package dev.portcullis.testing;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** A listener of an application that keeps it from starting. */
public final class FailingListener implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    throw new IllegalStateException("as asked for");
  }
}
