package dev.portcullis.web;

/** Serves {@code GET health/}. */
public final class HealthServlet extends EndpointServlet {
  private static final long serialVersionUID = 1L;

  /** Called by the container. */
  public HealthServlet() {
    super(EndpointKind.HEALTH);
  }
}
