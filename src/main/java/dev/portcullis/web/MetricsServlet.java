package dev.portcullis.web;

/** Serves {@code GET metrics/}. */
public final class MetricsServlet extends EndpointServlet {
  private static final long serialVersionUID = 1L;

  /** Called by the container. */
  public MetricsServlet() {
    super(EndpointKind.METRICS);
  }
}
