package dev.portcullis.web;

import dev.portcullis.access.RequestPath;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Where our own servlets really are in this application, so that the gate lets people reach them.
 *
 * <p>A path of ours that the application has taken for a servlet of its own is not among them.
 *
 * @param exact the endpoint at each exact path, from the context root on
 * @param below the endpoint below each path, which ends with a slash
 */
public record OwnPaths(Map<String, EndpointKind> exact, Map<String, EndpointKind> below) {

  public OwnPaths {
    exact = Map.copyOf(exact);
    below = Map.copyOf(below);
  }

  /**
   * The endpoint of ours that serves this path.
   *
   * @param servletPath what the container has matched: below a path of ours the application may
   *     have a servlet of its own, which is nearer
   */
  Optional<EndpointKind> find(RequestPath path, String servletPath) {
    EndpointKind kind = exact.get(path.value());
    return kind != null || below.isEmpty()
        ? Optional.ofNullable(kind)
        : findBelow(path.value(), servletPath + "/");
  }

  /** Where this endpoint is; of several paths one that ends with a slash. */
  public Optional<String> pathOf(EndpointKind kind) {
    return exact.entrySet().stream()
        .filter(entry -> entry.getValue() == kind)
        .map(Map.Entry::getKey)
        .min(
            Comparator.comparing((String path) -> !path.endsWith("/"))
                .thenComparing(Comparator.naturalOrder()));
  }

  private Optional<EndpointKind> findBelow(String path, String matched) {
    for (Map.Entry<String, EndpointKind> entry : below.entrySet()) {
      if (matched.equals(entry.getKey()) && path.startsWith(matched)) {
        return Optional.of(entry.getValue());
      }
    }
    return Optional.empty();
  }
}
