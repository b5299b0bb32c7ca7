package dev.portcullis.boot.jaspic;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Identity;
import dev.portcullis.StoreException;
import dev.portcullis.web.Gate;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.jspecify.annotations.Nullable;

/**
 * Tells the container who a request comes from, before the container holds its constraints against
 * it and long before the gate, which goes on to decide for itself.
 *
 * <p>It never throws: an exception here has opened containers before (CVE-2024-52316).
 */
final class BridgeContext implements ServerAuthContext {
  private static final System.Logger LOG = System.getLogger(BridgeContext.class.getName());
  private static final String IS_MANDATORY =
      "jakarta.security.auth.message.MessagePolicy.isMandatory";

  private final Gate gate;
  private final CallbackHandler container;

  BridgeContext(Gate gate, CallbackHandler container) {
    this.gate = gate;
    this.container = container;
  }

  @Override
  public AuthStatus validateRequest(
      MessageInfo message, Subject client, @Nullable Subject service) {
    HttpServletRequest request = (HttpServletRequest) message.getRequestMessage();
    HttpServletResponse response = (HttpServletResponse) message.getResponseMessage();
    boolean isMandatory = "true".equals(message.getMap().get(IS_MANDATORY));
    try {
      Optional<Identity> identity = identify(request, response, isMandatory);
      if (identity.isEmpty() && isMandatory) {
        throw new AuthException(AuthError.NOT_AUTHENTICATED);
      }
      tellContainer(client, identity);
      return AuthStatus.SUCCESS;
    } catch (AuthException refusal) {
      return refuse(request, response, refusal);
    } catch (StoreException e) {
      return refuse(request, response, new AuthException(AuthError.UNAVAILABLE));
    } catch (IOException | UnsupportedCallbackException | RuntimeException e) {
      LOG.log(ERROR, "The container could not be told who a request comes from", e);
      return refuse(request, response, new AuthException(AuthError.FAILED));
    }
  }

  /** Where nothing is wanted, the gate is left to answer what is wrong with a credential. */
  private Optional<Identity> identify(
      HttpServletRequest request, HttpServletResponse response, boolean isMandatory) {
    try {
      return gate.identify(request, response);
    } catch (AuthException | StoreException e) {
      if (isMandatory) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private void tellContainer(Subject client, Optional<Identity> identity)
      throws IOException, UnsupportedCallbackException {
    if (identity.isEmpty()) {
      container.handle(new Callback[] {new CallerPrincipalCallback(client, (Principal) null)});
      return;
    }
    container.handle(
        new Callback[] {
          new CallerPrincipalCallback(client, identity.get()),
          new GroupPrincipalCallback(client, identity.get().roles().toArray(new String[0]))
        });
  }

  private AuthStatus refuse(
      HttpServletRequest request, HttpServletResponse response, AuthException refusal) {
    try {
      gate.refuse(request, response, refusal);
      response.flushBuffer();
    } catch (IOException e) {
      LOG.log(DEBUG, "The client did not wait for its refusal", e);
    }
    return AuthStatus.SEND_FAILURE;
  }

  @Override
  public AuthStatus secureResponse(MessageInfo message, @Nullable Subject service) {
    return AuthStatus.SEND_SUCCESS;
  }

  @Override
  public void cleanSubject(MessageInfo message, @Nullable Subject subject) {
    if (subject != null) {
      subject.getPrincipals().clear();
    }
  }
}
