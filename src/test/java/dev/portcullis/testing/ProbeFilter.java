package dev.portcullis.testing;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A filter of an application that says in the answer, whatever that will be, that it ran. */
public class ProbeFilter implements Filter {
  /** The header that each run adds. */
  public static final String HEADER = "Probe-Filter";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ((HttpServletResponse) response).addHeader(HEADER, "ran");
    chain.doFilter(request, response);
  }

  /** The same for an application without a web.xml. */
  @WebFilter("/filtered/*")
  public static final class Annotated extends ProbeFilter {}
}
