package dev.portcullis.web;

/** Serves {@code GET jwks.json}. */
public final class JwksServlet extends EndpointServlet {
  private static final long serialVersionUID = 1L;

  /** Called by the container. */
  public JwksServlet() {
    super(EndpointKind.JWKS);
  }
}
