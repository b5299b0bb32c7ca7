package dev.portcullis.web;

/** Serves {@code DELETE sessions/ID}. */
public final class SessionServlet extends EndpointServlet {
  private static final long serialVersionUID = 1L;

  /** Called by the container. */
  public SessionServlet() {
    super(EndpointKind.SESSION);
  }
}
