package dev.portcullis.testing;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet of an application that prints the name of each thread, one a line. */
public final class ThreadsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      response.getWriter().println(thread.getName());
    }
  }
}
