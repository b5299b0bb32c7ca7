package dev.portcullis.sample;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The stock in numbers, for administrators: it trusts that nobody else is let through to it. */
public class ReportServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Catalogue catalogue = Catalogue.of(getServletContext());

    response.setContentType("text/plain;charset=UTF-8");
    response
        .getWriter()
        .print(
            """
            titles=%d
            copies=%d
            for=%s
            """
                .formatted(catalogue.books().size(), catalogue.copies(), request.getRemoteUser()));
  }
}
