package dev.portcullis.sample;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** One line to the server's log for each request that reaches the application, with its user. */
@WebFilter(filterName = "access-log", urlPatterns = "/*", asyncSupported = true)
public class AccessLogFilter implements Filter {
  private ServletContext context;

  @Override
  public void init(FilterConfig config) {
    context = config.getServletContext();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    String outcome = "failed";
    try {
      chain.doFilter(request, response);
      outcome =
          request.isAsyncStarted()
              ? "async"
              : String.valueOf(((HttpServletResponse) response).getStatus());
    } finally {
      // The URI is as the client wrote it, still encoded: no line break can be in it.
      context.log(
          http.getMethod()
              + " "
              + http.getRequestURI()
              + " "
              + outcome
              + " user="
              + http.getRemoteUser());
    }
  }

  @Override
  public void destroy() {}
}
