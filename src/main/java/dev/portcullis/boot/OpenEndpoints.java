package dev.portcullis.boot;

import dev.portcullis.Scheme;
import dev.portcullis.config.Settings;
import dev.portcullis.web.EndpointKind;
import java.util.EnumSet;
import java.util.Set;

/** Which endpoints there are, by the settings. */
final class OpenEndpoints {
  private OpenEndpoints() {}

  /** The endpoints that the schemes give something to do and that nobody has left off. */
  static Set<EndpointKind> of(Settings settings) {
    Set<Scheme> schemes = EnumSet.copyOf(settings.gate().schemes());
    Set<EndpointKind> open = EnumSet.allOf(EndpointKind.class);
    open.removeIf(kind -> !kind.serves(schemes) || !isWanted(kind, settings));
    return open;
  }

  private static boolean isWanted(EndpointKind kind, Settings settings) {
    return switch (kind) {
      case PASSWORD -> settings.passwords().change().enabled();
      case REVOKE -> settings.oauth().revocation();
      case INTROSPECT -> settings.oauth().introspection();
      case HEALTH -> settings.operation().health();
      case METRICS -> settings.operation().metrics().isPresent();
      default -> true;
    };
  }
}
