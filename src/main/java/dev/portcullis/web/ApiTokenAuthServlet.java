package dev.portcullis.web;

/** Serves {@code POST api-token-auth/}. */
public final class ApiTokenAuthServlet extends EndpointServlet {
  private static final long serialVersionUID = 1L;

  /** Called by the container. */
  public ApiTokenAuthServlet() {
    super(EndpointKind.API_TOKEN_AUTH);
  }
}
