package dev.portcullis.sample;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Greets the reader by name, and a stranger as such. */
public class HelloServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String user = request.getRemoteUser();
    String message = "Hello, " + (user == null ? "stranger" : user);

    response.setContentType("application/json;charset=UTF-8");
    response.getWriter().println("{\"message\":" + Escape.json(message) + "}");
  }
}
