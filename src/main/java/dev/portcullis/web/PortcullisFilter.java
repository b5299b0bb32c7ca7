package dev.portcullis.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The gate as the container knows it.
 *
 * <p>It registers itself. An application that wants it elsewhere in its chain declares it in {@code
 * web.xml} in full: class and mapping.
 */
public final class PortcullisFilter implements Filter {
  private ServletContext context;
  private @Nullable ContextRuntime runtime;

  /** Called by the container. */
  public PortcullisFilter() {}

  /**
   * Finds the runtime of the application.
   *
   * @throws ServletException if there is none: the application does not start, rather than open
   */
  @Override
  public void init(FilterConfig config) throws ServletException {
    context = config.getServletContext();
    runtime = ContextRuntime.isDisabled(context) ? null : ContextRuntime.of(context);
    if (runtime != null) {
      // Not at boot: if the application does not come as far as this, nobody may tell of its end.
      runtime.beginning().run();
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (runtime == null) {
      chain.doFilter(request, response);
    } else if (request instanceof HttpServletRequest http
        && response instanceof HttpServletResponse answer) {
      runtime.gate().filter(http, answer, chain);
    } else {
      throw new UnavailableException("Portcullis guards HTTP only");
    }
  }

  /** Ends Portcullis in the application: a filter is told of the end in every container. */
  @Override
  public void destroy() {
    ContextRuntime.end(context);
  }
}
