package dev.portcullis.attack;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;

/**
 * All pages of the application that is attacked; what is at no path that it knows is the secret.
 *
 * <p>Compiled a second time for {@code javax.servlet}, so it stands on the API of Servlet 3.1 and
 * on nothing else.
 */
public final class AttackedServlet extends HttpServlet {
  /** What nobody but an administrator may see. */
  public static final String SECRET = "the-treasure-of-the-admins";

  /** A header of every answer that the application itself has given. */
  public static final String REACHED = "X-Reached";

  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    response.setContentType("text/plain;charset=UTF-8");
    switch (request.getServletPath()) {
      case "/public/x" -> answer(response, "public");
      case "/public/forward", "/forward" -> forward(request, response);
      case "/public/include", "/include" ->
          request.getRequestDispatcher("/admin/secret.txt").include(request, response);
      case "/public/spoof" -> {
        spoil(request);
        forward(request, response);
      }
      case "/public/async", "/async-secret" -> request.startAsync().dispatch("/admin/secret");
      case "/public/fail" -> throw new ServletException("as asked for");
      case "/async" -> request.startAsync().dispatch("/who");
      case "/async-wrapped" -> request.startAsync(request, response).dispatch("/who");
      case "/session" -> answer(response, "session=" + request.getSession().getId() + ".");
      case "/form" -> answer(response, "form-" + request.getMethod());
      case "/who" -> answer(response, "user=" + request.getRemoteUser() + ".");
      default -> {
        // The log tells of it even where the answer is lost.
        System.out.println("The secret was served to user=" + request.getRemoteUser() + ".");
        answer(response, SECRET);
      }
    }
  }

  private static void forward(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.getRequestDispatcher("/admin/secret").forward(request, response);
  }

  /** Writes over whatever attributes the gate has left. */
  private static void spoil(HttpServletRequest request) {
    List<String> names = Collections.list(request.getAttributeNames());
    for (String name : names) {
      if (name.startsWith("dev.portcullis")) {
        request.setAttribute(name, "admin");
      }
    }
  }

  private static void answer(HttpServletResponse response, String text) throws IOException {
    response.setHeader(REACHED, "yes");
    response.getWriter().print(text);
  }
}
