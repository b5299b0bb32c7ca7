package dev.portcullis.sample;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** The catalogue as JSON; a POST answers what was read, and keeps nothing. */
public class BooksServlet extends HttpServlet {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int MAX_BODY_CHARS = 64 * 1024;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    StringJoiner books = new StringJoiner(",\n", "[\n", "\n]");
    for (Book book : Catalogue.of(getServletContext()).books()) {
      books.add(json(book));
    }
    answer(response, HttpServletResponse.SC_OK, books.toString());
  }

  /**
   * Reads a form by {@code getParameterMap} and anything else by {@code getReader}: with a body
   * that somebody has read before, both come up empty.
   */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String type = request.getContentType();
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
      answer(
          response,
          HttpServletResponse.SC_OK,
          "{\"form\":" + json(request.getParameterMap()) + "}");
      return;
    }
    String body = body(request.getReader());
    if (body.length() > MAX_BODY_CHARS) {
      answer(
          response,
          HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
          "{\"error\":\"at most " + MAX_BODY_CHARS + " characters\"}");
      return;
    }
    answer(
        response,
        HttpServletResponse.SC_OK,
        "{\"contentType\":" + Escape.json(type) + ",\"body\":" + Escape.json(body) + "}");
  }

  private static void answer(HttpServletResponse response, int status, String json)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json;charset=UTF-8");
    response.getWriter().println(json);
  }

  /** The whole body, or the beginning that already is too long. */
  private static String body(BufferedReader reader) throws IOException {
    StringBuilder body = new StringBuilder();
    char[] buffer = new char[4096];
    int count;
    while (body.length() <= MAX_BODY_CHARS && (count = reader.read(buffer)) != -1) {
      body.append(buffer, 0, count);
    }
    return body.toString();
  }

  private static String json(Book book) {
    return "{\"id\":%d,\"title\":%s,\"original\":%s,\"author\":%s,\"published\":%d,\"copies\":%d}"
        .formatted(
            book.id(),
            Escape.json(book.title()),
            Escape.json(book.original()),
            Escape.json(book.author()),
            book.published(),
            book.copies());
  }

  private static String json(Map<String, String[]> parameters) {
    StringJoiner members = new StringJoiner(",", "{", "}");
    parameters.forEach(
        (name, values) -> {
          StringJoiner list = new StringJoiner(",", "[", "]");
          for (String value : values) {
            list.add(Escape.json(value));
          }
          members.add(Escape.json(name) + ":" + list);
        });
    return members.toString();
  }
}
