package dev.portcullis.web;

/** Serves {@code POST logout/}. */
public final class LogoutServlet extends EndpointServlet {
  private static final long serialVersionUID = 1L;

  /** Called by the container. */
  public LogoutServlet() {
    super(EndpointKind.LOGOUT);
  }
}
