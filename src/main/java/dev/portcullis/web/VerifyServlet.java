package dev.portcullis.web;

/** Serves {@code POST verify/}. */
public final class VerifyServlet extends EndpointServlet {
  private static final long serialVersionUID = 1L;

  /** Called by the container. */
  public VerifyServlet() {
    super(EndpointKind.VERIFY);
  }
}
