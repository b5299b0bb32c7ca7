package dev.portcullis.testing;

import dev.portcullis.web.PortcullisFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;

/** A servlet of an application that prints what stands in front of it. */
public final class ProbeServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    response
        .getWriter()
        .printf(
            "user=%s gates=%d async=%s",
            request.getRemoteUser(), gates(), request.isAsyncSupported());
  }

  private static long gates() {
    return Arrays.stream(Thread.currentThread().getStackTrace())
        .filter(frame -> frame.getClassName().equals(PortcullisFilter.class.getName()))
        .count();
  }
}
