package dev.portcullis.web;

/** Serves {@code GET profile/}. */
public final class ProfileServlet extends EndpointServlet {
  private static final long serialVersionUID = 1L;

  /** Called by the container. */
  public ProfileServlet() {
    super(EndpointKind.PROFILE);
  }
}
