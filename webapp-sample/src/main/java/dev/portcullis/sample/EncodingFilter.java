package dev.portcullis.sample;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Reads a form that does not name its character encoding in the one of {@code web.xml}.
 *
 * <p>It works only while nobody in front of it has touched a parameter.
 */
public class EncodingFilter implements Filter {
  private String encoding;

  @Override
  public void init(FilterConfig config) {
    encoding = config.getInitParameter("encoding");
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getCharacterEncoding() == null) {
      request.setCharacterEncoding(encoding);
    }
    chain.doFilter(request, response);
  }

  @Override
  public void destroy() {}
}
