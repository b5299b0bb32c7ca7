package dev.portcullis.boot.jaspic;

import dev.portcullis.web.Gate;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.ClientAuthConfig;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.servlet.ServletContext;
import javax.security.auth.callback.CallbackHandler;

/** Our provider of authentication, registered for one application and removed at its end. */
public final class JaspicBridge implements AuthConfigProvider {
  private static final String LAYER = "HttpServlet";

  private final String appContext;
  private final Gate gate;

  private JaspicBridge(String appContext, Gate gate) {
    this.appContext = appContext;
    this.gate = gate;
  }

  /** Registers a provider that asks {@code gate}; the answer removes it. */
  public static Runnable open(ServletContext context, Gate gate) {
    // Jakarta Authentication 3.0, section 3.2: the host, a space, and the path of the context.
    String appContext = context.getVirtualServerName() + " " + context.getContextPath();
    AuthConfigFactory factory = AuthConfigFactory.getFactory();
    String registration =
        factory.registerConfigProvider(
            new JaspicBridge(appContext, gate), LAYER, appContext, "Portcullis");
    return () -> {
      boolean unused = factory.removeRegistration(registration);
    };
  }

  @Override
  public ServerAuthConfig getServerAuthConfig(
      String layer, String forContext, CallbackHandler handler) {
    return new BridgeConfig(appContext, new BridgeContext(gate, handler));
  }

  @Override
  public ClientAuthConfig getClientAuthConfig(
      String layer, String forContext, CallbackHandler handler) throws AuthException {
    throw new AuthException("Portcullis proves no identity to other servers");
  }

  @Override
  public void refresh() {}
}
