package dev.portcullis.testing;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** A servlet that prints, after a collection, how many bytes of heap are in use and the threads. */
public final class VitalsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  @SuppressWarnings("SystemGc") // What is garbage must not count.
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    System.gc();
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
    response.getWriter().print(heap + " " + threads);
  }
}
