package dev.portcullis.web;

/** Serves {@code POST token/}. */
public final class TokenServlet extends EndpointServlet {
  private static final long serialVersionUID = 1L;

  /** Called by the container. */
  public TokenServlet() {
    super(EndpointKind.TOKEN);
  }
}
