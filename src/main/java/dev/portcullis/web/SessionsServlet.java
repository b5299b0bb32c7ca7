package dev.portcullis.web;

/** Serves {@code GET sessions/}. */
public final class SessionsServlet extends EndpointServlet {
  private static final long serialVersionUID = 1L;

  /** Called by the container. */
  public SessionsServlet() {
    super(EndpointKind.SESSIONS);
  }
}
