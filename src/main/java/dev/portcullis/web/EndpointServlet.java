package dev.portcullis.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The container's side of an endpoint: all it does is to find the runtime of its context. */
abstract class EndpointServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final EndpointKind kind;

  EndpointServlet(EndpointKind kind) {
    this.kind = kind;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    ContextRuntime.of(getServletContext()).endpoints().serve(kind, request, response);
  }
}
