package dev.portcullis.sample;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Leaves the request to another thread, which sends it on to a page that says who asked. */
@WebServlet(name = "async", urlPatterns = "/api/async", asyncSupported = true)
public class AsyncServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    // Without arguments, as most code has it: whatever the filters wrapped around the request is
    // lost.
    AsyncContext async = request.startAsync();
    async.start(() -> async.dispatch("/WEB-INF/who.jsp"));
  }
}
