package dev.portcullis.web;

import dev.portcullis.access.RequestPath;
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

  Optional<EndpointKind> find(RequestPath path) {
    EndpointKind kind = exact.get(path.value());
    return kind != null || below.isEmpty() ? Optional.ofNullable(kind) : findBelow(path.value());
  }

  private Optional<EndpointKind> findBelow(String path) {
    for (Map.Entry<String, EndpointKind> entry : below.entrySet()) {
      if (path.startsWith(entry.getKey())) {
        return Optional.of(entry.getValue());
      }
    }
    return Optional.empty();
  }
}
