package dev.portcullis.web;

/** Serves {@code POST revoke/}. */
public final class RevokeServlet extends EndpointServlet {
  private static final long serialVersionUID = 1L;

  /** Called by the container. */
  public RevokeServlet() {
    super(EndpointKind.REVOKE);
  }
}
