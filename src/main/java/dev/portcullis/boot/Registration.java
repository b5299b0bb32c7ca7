package dev.portcullis.boot;

import dev.portcullis.Scheme;
import dev.portcullis.config.ConfigException;
import dev.portcullis.web.EndpointKind;
import dev.portcullis.web.OwnPaths;
import dev.portcullis.web.PortcullisFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Registers the filter and the servlets, beside what the application has declared of them itself.
 *
 * <p>Exactly one gate comes of it: in front of every other filter, or, if the application declares
 * our filter in full, where that says.
 */
final class Registration {
  /** The name of the filter; init-params of a filter so named are settings. */
  static final String FILTER_NAME = "portcullis";

  private final ServletContext context;
  private final List<String> warnings = new ArrayList<>();
  private String gateStands = "";

  private Registration(ServletContext context) {
    this.context = context;
  }

  /** Registers everything that the schemes need, below {@code basePath}. */
  static Registration register(ServletContext context, String basePath, Set<Scheme> schemes) {
    Registration registration = new Registration(context);
    registration.registerGate();
    for (EndpointKind kind : EndpointKind.values()) {
      if (kind.serves(schemes)) {
        registration.registerEndpoint(kind, basePath.equals("/") ? "" : basePath);
      }
    }
    return registration;
  }

  /** Where the gate stands in the chain, as a sentence for the log. */
  String gateStands() {
    return gateStands;
  }

  /** What the deployer should know: endpoints whose place the application has taken. */
  List<String> warnings() {
    return warnings;
  }

  /** The paths at which our servlets serve. */
  OwnPaths ownPaths() {
    Map<String, EndpointKind> exact = new HashMap<>();
    Map<String, EndpointKind> below = new HashMap<>();
    for (EndpointKind kind : EndpointKind.values()) {
      for (ServletRegistration servlet : servletsOf(kind)) {
        for (String pattern : servlet.getMappings()) {
          if (pattern.endsWith("/*")) {
            below.put(pattern.substring(0, pattern.length() - 1), kind);
          } else if (pattern.indexOf('*') < 0) {
            exact.put(pattern, kind);
          }
        }
      }
    }
    return new OwnPaths(exact, below);
  }

  private void registerGate() {
    Optional<? extends FilterRegistration> declared = declaredGate();
    if (declared.isEmpty()) {
      FilterRegistration.Dynamic added = context.addFilter(FILTER_NAME, PortcullisFilter.class);
      if (added == null) {
        throw new ConfigException(List.of(foreignFilter()));
      }
      supportAsync(added);
      mapInFront(added);
      JettyUpgrades.putBehindGate(context, false);
      return;
    }
    supportAsync(declared.get());
    if (isMapped(declared.get())) {
      gateStands = "where web.xml maps it (filter " + declared.get().getName() + ")";
    } else {
      mapInFront(declared.get());
    }
    // Jetty would put what is mapped in front by the API before what is so by a descriptor.
    JettyUpgrades.putBehindGate(context, true);
  }

  private String foreignFilter() {
    FilterRegistration foreign = context.getFilterRegistration(FILTER_NAME);
    String type = foreign == null ? "foreign filter" : String.valueOf(foreign.getClassName());
    return "the filter named "
        + FILTER_NAME
        + " is a "
        + type
        + "; that name is ours, give it another";
  }

  /** A web.xml before 3.0 cannot say so, and async servlets behind the gate would break. */
  private static void supportAsync(FilterRegistration filter) {
    if (filter instanceof FilterRegistration.Dynamic dynamic) {
      dynamic.setAsyncSupported(true);
    }
  }

  /** Our filter as web.xml declares it, under whatever name. */
  private Optional<? extends FilterRegistration> declaredGate() {
    return context.getFilterRegistrations().values().stream()
        .filter(filter -> PortcullisFilter.class.getName().equals(filter.getClassName()))
        .findFirst();
  }

  private boolean isMapped(FilterRegistration filter) {
    return !filter.getUrlPatternMappings().isEmpty()
        || !filter.getServletNameMappings().isEmpty()
        || WebXml.of(context).maps(filter.getName());
  }

  private void mapInFront(FilterRegistration filter) {
    filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    gateStands = "in front of every filter of web.xml, on /*";
  }

  private void registerEndpoint(EndpointKind kind, String base) {
    Collection<? extends ServletRegistration> declared = servletsOf(kind);
    ServletRegistration servlet;
    if (declared.isEmpty()) {
      String name = FILTER_NAME + "-" + kind.name().toLowerCase(Locale.ROOT);
      ServletRegistration.Dynamic added = context.addServlet(name, kind.servlet());
      if (added == null) {
        warnings.add("the application has a servlet named " + name + "; ours is not registered");
        return;
      }
      added.setAsyncSupported(true);
      servlet = added;
    } else {
      servlet = declared.iterator().next();
      if (!servlet.getMappings().isEmpty()) {
        return;
      }
    }
    map(servlet, kind, base);
  }

  private void map(ServletRegistration servlet, EndpointKind kind, String base) {
    for (String path : kind.paths()) {
      for (String pattern : patterns(base + "/" + path)) {
        // One pattern a call: a single conflict would keep all of a call from being mapped.
        if (!servlet.addMapping(pattern).isEmpty()) {
          warnings.add(pattern + " is a servlet of the application; our endpoint is not there");
        }
      }
    }
  }

  private static List<String> patterns(String path) {
    return path.endsWith("*") ? List.of(path) : List.of(path, path + "/");
  }

  private Collection<? extends ServletRegistration> servletsOf(EndpointKind kind) {
    return context.getServletRegistrations().values().stream()
        .filter(servlet -> kind.servlet().getName().equals(servlet.getClassName()))
        .toList();
  }
}
