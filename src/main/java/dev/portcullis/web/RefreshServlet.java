package dev.portcullis.web;

/** Serves {@code POST refresh/}. */
public final class RefreshServlet extends EndpointServlet {
  private static final long serialVersionUID = 1L;

  /** Called by the container. */
  public RefreshServlet() {
    super(EndpointKind.REFRESH);
  }
}
