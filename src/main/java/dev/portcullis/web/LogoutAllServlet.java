package dev.portcullis.web;

/** Serves {@code POST logout/all/}. */
public final class LogoutAllServlet extends EndpointServlet {
  private static final long serialVersionUID = 1L;

  /** Called by the container. */
  public LogoutAllServlet() {
    super(EndpointKind.LOGOUT_ALL);
  }
}
