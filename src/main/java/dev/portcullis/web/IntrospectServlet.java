package dev.portcullis.web;

/** Serves {@code POST introspect/}. */
public final class IntrospectServlet extends EndpointServlet {
  private static final long serialVersionUID = 1L;

  /** Called by the container. */
  public IntrospectServlet() {
    super(EndpointKind.INTROSPECT);
  }
}
