package dev.portcullis.web;

/** Serves {@code POST login/}. */
public final class LoginServlet extends EndpointServlet {
  private static final long serialVersionUID = 1L;

  /** Called by the container. */
  public LoginServlet() {
    super(EndpointKind.LOGIN);
  }
}
