package dev.portcullis.web;

import dev.portcullis.access.RequestPath;
import java.util.Map;
import java.util.Optional;

/**
 * Where our own servlets really are in this application, so that the gate lets people reach them.
 *
 * <p>A path of ours that the application has taken for a servlet of its own is not among them.
 *
 * @param kinds the endpoint at each exact path, from the context root on
 */
public record OwnPaths(Map<String, EndpointKind> kinds) {

  public OwnPaths {
    kinds = Map.copyOf(kinds);
  }

  Optional<EndpointKind> find(RequestPath path) {
    return Optional.ofNullable(kinds.get(path.value()));
  }
}
