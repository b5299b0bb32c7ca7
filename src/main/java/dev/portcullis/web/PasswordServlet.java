package dev.portcullis.web;

/** Serves {@code POST password/}. */
public final class PasswordServlet extends EndpointServlet {
  private static final long serialVersionUID = 1L;

  /** Called by the container. */
  public PasswordServlet() {
    super(EndpointKind.PASSWORD);
  }
}
