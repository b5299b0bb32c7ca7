package dev.portcullis.web;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Identity;
import dev.portcullis.StoreException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The request as the application sees it: the methods about its user speak for Portcullis. */
final class GatedRequest extends HttpServletRequestWrapper {
  private final Admission admission;
  private final RequestActions actions;

  GatedRequest(HttpServletRequest request, Admission admission, RequestActions actions) {
    super(request);
    this.admission = admission;
    this.actions = actions;
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return admission.identity().orElse(null);
  }

  @Override
  public @Nullable String getRemoteUser() {
    return admission.identity().map(Identity::name).orElse(null);
  }

  /** {@code **} is every user with an identity (Jakarta Servlet 6.0, section 13.3). */
  @Override
  public boolean isUserInRole(@Nullable String role) {
    return role != null
        && admission
            .identity()
            .filter(identity -> role.equals("**") || identity.hasRole(role))
            .isPresent();
  }

  /** The keyword of the scheme: {@code Token} or {@code Bearer}. */
  @Override
  public @Nullable String getAuthType() {
    return admission.identity().map(identity -> identity.scheme().keyword()).orElse(null);
  }

  /**
   * Proves an identity by password, for the rest of this request (section 13.3).
   *
   * @throws ServletException if the request has an identity already, the password is wrong or tried
   *     too soon, or the database could not be asked
   */
  @Override
  public void login(@Nullable String username, @Nullable String password) throws ServletException {
    if (admission.identity().isPresent()) {
      throw new ServletException("The request has a user already; log that one out first");
    }
    if (username == null || password == null) {
      throw new ServletException("A name and a password are needed");
    }
    try {
      admission.prove(actions.logins().identity(username, password, actions.clients().of(this)));
    } catch (AuthException e) {
      throw new ServletException(e.text());
    } catch (StoreException e) {
      throw new ServletException("The users could not be looked up", e);
    }
  }

  /**
   * Ends what proved the identity, as {@code POST logout/} would, and the identity with it.
   *
   * @throws ServletException if the database could not be told; the identity is gone all the same
   */
  @Override
  public void logout() throws ServletException {
    Optional<Identity> who = admission.identity();
    try {
      admission
          .identity()
          .ifPresent(
              identity ->
                  admission
                      .credential()
                      .ifPresent(credential -> actions.logins().end(identity, credential)));
      if (who.isPresent()) {
        actions.tell("logout", "ok", this, who);
      }
    } catch (StoreException e) {
      throw new ServletException("The token could not be ended", e);
    } finally {
      admission.forget();
    }
  }

  /** True if there is an identity; else the response gets our 401 and the answer is false. */
  @Override
  public boolean authenticate(HttpServletResponse response) throws IOException {
    if (admission.identity().isPresent()) {
      return true;
    }
    actions.errors().refuseRequest(this, response, new AuthException(AuthError.NOT_AUTHENTICATED));
    return false;
  }
}
