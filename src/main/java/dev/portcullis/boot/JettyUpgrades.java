package dev.portcullis.boot;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Jetty from answering upgrades to WebSocket in front of the gate.
 *
 * <p>From version 10 on, Jetty answers them in a filter that it puts before all others when the
 * application makes its first endpoint, which may be after us. It first looks for a filter whose
 * name is that of the class: this one takes the name, stands behind the gate and leaves upgrades to
 * Jetty's own. Jetty 9.4 adds its filter at the end, where it does no harm.
 */
final class JettyUpgrades implements Filter {
  /** The packages of Jetty 10 and 11, and those of each environment of Jetty 12. */
  private static final Pattern PACKAGE = Pattern.compile("org\\.eclipse\\.jetty\\.(ee\\d+\\.)?");

  private static final String FILTER = "websocket.servlet.WebSocketUpgradeFilter";

  private final Class<? extends Filter> type;
  private FilterConfig config;
  private @Nullable Filter jettys;

  private JettyUpgrades(Class<? extends Filter> type) {
    this.type = type;
  }

  /**
   * Stands behind what is mapped so far; nothing happens in another container, without WebSocket,
   * or if Jetty's filter is there already.
   *
   * @param last whether to stand behind the filters of web.xml, because the gate is one of them
   */
  static void putBehindGate(ServletContext context, boolean last) {
    jettysFilter(context)
        .ifPresent(
            type -> {
              FilterRegistration.Dynamic added =
                  context.addFilter(type.getName(), new JettyUpgrades(type));
              if (added != null) {
                added.setAsyncSupported(true);
                added.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), last, "/*");
              }
            });
  }

  private static Optional<Class<? extends Filter>> jettysFilter(ServletContext context) {
    Class<?> ofJetty = context.getClass();
    Matcher names = PACKAGE.matcher(ofJetty.getName());
    if (!names.lookingAt()) {
      return Optional.empty();
    }
    try {
      // By Jetty's own loader: it hides its classes from a WAR.
      return Optional.of(
          Class.forName(names.group() + FILTER, false, ofJetty.getClassLoader())
              .asSubclass(Filter.class));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void init(FilterConfig config) {
    this.config = config;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Filter upgrading = mayUpgrade(request) ? jettys() : null;
    if (upgrading == null) {
      chain.doFilter(request, response);
    } else {
      upgrading.doFilter(request, response, chain);
    }
  }

  /** By HTTP/1.1 (RFC 6455, section 4.1) or by HTTP/2 (RFC 8441, section 4). */
  private static boolean mayUpgrade(ServletRequest request) {
    return request instanceof HttpServletRequest http
        && (http.getHeader("Upgrade") != null || http.getMethod().equals("CONNECT"));
  }

  /** Made when it is wanted: before there is an endpoint, Jetty's filter refuses to begin. */
  private synchronized @Nullable Filter jettys() throws ServletException {
    if (jettys == null) {
      try {
        Filter made = type.getDeclaredConstructor().newInstance();
        made.init(config);
        jettys = made;
      } catch (ReflectiveOperationException e) {
        throw new ServletException("Jetty's filter for WebSocket cannot be made", e);
      } catch (IllegalStateException e) {
        return null; // No endpoint of WebSocket in this application.
      }
    }
    return jettys;
  }

  @Override
  public synchronized void destroy() {
    if (jettys != null) {
      jettys.destroy();
    }
  }
}
