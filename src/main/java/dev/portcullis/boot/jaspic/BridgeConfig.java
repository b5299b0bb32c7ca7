package dev.portcullis.boot.jaspic;

import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.security.auth.message.config.ServerAuthContext;
import java.util.Map;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** The one configuration of the bridge: the same context for every request. */
final class BridgeConfig implements ServerAuthConfig {
  private final String appContext;
  private final ServerAuthContext context;

  BridgeConfig(String appContext, ServerAuthContext context) {
    this.appContext = appContext;
    this.context = context;
  }

  @Override
  public ServerAuthContext getAuthContext(
      @Nullable String id, @Nullable Subject service, @Nullable Map<String, Object> properties) {
    return context;
  }

  @Override
  public @Nullable String getAuthContextID(MessageInfo message) {
    return appContext;
  }

  @Override
  public String getAppContext() {
    return appContext;
  }

  @Override
  public String getMessageLayer() {
    return "HttpServlet";
  }

  @Override
  public boolean isProtected() {
    // Asked for every request, whether or not a constraint covers it.
    return true;
  }

  @Override
  public void refresh() {}
}
