package dev.portcullis.attack;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** A filter that the application declares in its descriptor, and that answers by itself. */
public final class EagerFilter implements Filter {
  @Override
  public void init(FilterConfig config) {}

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (((HttpServletRequest) request).getRequestURI().endsWith("/filtered")) {
      response.getWriter().print(AttackedServlet.SECRET);
    } else {
      chain.doFilter(request, response);
    }
  }

  @Override
  public void destroy() {}
}
