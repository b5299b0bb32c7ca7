package dev.portcullis.boot;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.portcullis.audit.AuditEvent;
import dev.portcullis.config.ConfigException;
import dev.portcullis.config.GateSettings;
import dev.portcullis.config.Settings;
import dev.portcullis.config.SettingsReader;
import dev.portcullis.web.ContextRuntime;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.SessionCookieConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Starts Portcullis in an application once, whichever door was opened first, and ends it.
 *
 * <p>If it cannot start, neither can the application: a WAR is never open by mistake.
 */
final class Boot {
  private static final System.Logger LOG = System.getLogger(Boot.class.getName());

  /**
   * That the application has booted. A plain string: a second copy of the jar, in the container's
   * own loader, is stopped by it too.
   */
  private static final String MARK = "dev.portcullis.booted";

  private Boot() {}

  /**
   * Boots, and says whether this call did; false if another door was first.
   *
   * @param own settings that the door itself brings; they are stronger than those of web.xml
   * @throws ServletException if the configuration is wrong or the database is away
   */
  static boolean boot(ServletContext context, String door, Map<String, String> own)
      throws ServletException {
    if (context.getAttribute(MARK) != null) {
      return false;
    }
    context.setAttribute(MARK, door);
    try {
      start(context, door, ContextSources.readerFor(context, own));
      return true;
    } catch (ConfigException e) {
      String message = e.getMessage() + leavingAlone(context);
      LOG.log(ERROR, "Portcullis keeps " + name(context) + " from starting: " + message);
      throw failed(context, "Portcullis: " + message, e);
    } catch (RuntimeException | LinkageError e) {
      LOG.log(ERROR, "Portcullis keeps " + name(context) + " from starting", e);
      throw failed(context, "Portcullis could not start: " + e, e);
    }
  }

  /** A jar of the server's comes into applications whose deployer has never heard of it. */
  private static String leavingAlone(ServletContext context) {
    return OurLoader.seenFrom(context) == OurLoader.OF_SERVER
        ? System.lineSeparator()
            + "Its jar lies above the application, in a class loader of the server, and so guards"
            + " every application there; in one that it shall leave alone, set the context-param"
            + " portcullis.enabled to false."
        : "";
  }

  /** Ends what was booted, so that it can be booted again. */
  static void end(ServletContext context) {
    ContextRuntime.end(context);
    context.removeAttribute(MARK);
  }

  /** The next door, or the next start, must boot anew: it may not take this for done. */
  private static ServletException failed(ServletContext context, String message, Throwable cause) {
    context.removeAttribute(MARK);
    return new ServletException(message, cause);
  }

  private static void start(ServletContext context, String door, SettingsReader reader) {
    Settings settings = reader.read();
    if (!settings.gate().enabled()) {
      LOG.log(WARNING, "Portcullis is switched off by enabled=false; open is " + name(context));
      ContextRuntime.publishDisabled(context);
      return;
    }
    Assembly assembly = Assembly.open(settings, OurLoader.seenFrom(context));
    try {
      Registration registration =
          Registration.register(context, settings.gate().basePath(), OpenEndpoints.of(settings));
      ContextRuntime runtime =
          assembly.runtime(
              registration.ownPaths(),
              sessionParameters(context),
              context.getContextPath(),
              () -> close(assembly, context));
      if (settings.gate().containerBridge() == GateSettings.ContainerBridge.JASPIC) {
        assembly.closeFirst(bridge(context, runtime));
      }
      runtime.publish(context);
      Banner banner =
          new Banner(
              name(context),
              door,
              settings,
              reader.report(),
              registration,
              assembly.database(),
              assembly.keyIds());
      LOG.log(INFO, banner::text);
      assembly.audit().tell(started(reader.report()));
    } catch (RuntimeException | LinkageError e) {
      ContextRuntime.end(context);
      assembly.close();
      throw e;
    }
  }

  private static AuditEvent started(List<SettingsReader.Effective> report) {
    AuditEvent started = AuditEvent.of("start", "ok");
    report.stream()
        .filter(line -> !line.source().equals("default"))
        .forEach(line -> started.setting(line.name(), line.value()));
    return started;
  }

  private static Runnable bridge(ServletContext context, ContextRuntime runtime) {
    try {
      return ContainerBridge.open(context, runtime.gate());
    } catch (IllegalStateException e) {
      throw new ConfigException(
          List.of("container-bridge = \"jaspic\": " + e.getMessage() + "; leave it out"));
    }
  }

  private static void close(Assembly assembly, ServletContext context) {
    assembly.close();
    LOG.log(INFO, "Portcullis has left " + name(context));
  }

  /** The path parameters in which this container may put a session id, in lower case. */
  private static Set<String> sessionParameters(ServletContext context) {
    Set<String> names = new HashSet<>(Set.of("jsessionid"));
    SessionCookieConfig cookie = context.getSessionCookieConfig();
    String configured = cookie == null ? null : cookie.getName();
    if (configured != null) {
      names.add(configured.toLowerCase(Locale.ROOT));
    }
    return names;
  }

  private static String name(ServletContext context) {
    String path = context.getContextPath();
    return path.isEmpty() ? "the root application" : "the application " + path;
  }
}
