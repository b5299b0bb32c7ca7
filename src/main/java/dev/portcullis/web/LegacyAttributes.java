package dev.portcullis.web;

import dev.portcullis.Identity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/** Copies the principal's name to where old pages look for it, if the deployer said where. */
final class LegacyAttributes {
  private LegacyAttributes() {}

  static void copy(HttpServletRequest request, Admission admission, GateOptions options) {
    Optional<String> name = admission.identity().map(Identity::name);
    options
        .requestAttribute()
        .ifPresent(attribute -> request.setAttribute(attribute, name.orElse(null)));
    options.sessionAttribute().ifPresent(attribute -> copyToSession(request, attribute, name));
  }

  /** Never makes a session; a name left there by somebody else's request is taken away. */
  private static void copyToSession(
      HttpServletRequest request, String attribute, Optional<String> name) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.setAttribute(attribute, name.orElse(null));
    }
  }
}
