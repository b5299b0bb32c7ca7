package dev.portcullis.sample;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/** The user as each question of the servlet API answers it. */
public final class Who {
  private Who() {}

  /** Seven lines {@code question=answer}, with {@code null} where the API has none. */
  public static String describe(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return """
    dispatch=%s
    remoteUser=%s
    authType=%s
    principal=%s
    admin=%s
    reader=%s
    session=%s
    """
        .formatted(
            request.getDispatcherType(),
            request.getRemoteUser(),
            request.getAuthType(),
            principal == null ? null : principal.getName(),
            request.isUserInRole("admin"),
            request.isUserInRole("reader"),
            request.getSession(false) == null ? "none" : "present");
  }
}
