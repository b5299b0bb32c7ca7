package dev.portcullis.boot;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.portcullis.config.ConfigException;
import dev.portcullis.config.Settings;
import dev.portcullis.config.SettingsReader;
import dev.portcullis.web.ContextRuntime;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.SessionCookieConfig;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
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

  private static final String RUNNING = Portcullis.class.getName();

  private Boot() {}

  /**
   * Boots, and says whether this call did; false if another door was first.
   *
   * @throws ServletException if the configuration is wrong or the database is away
   */
  static boolean boot(ServletContext context, String door) throws ServletException {
    if (context.getAttribute(MARK) != null) {
      return false;
    }
    context.setAttribute(MARK, door);
    try {
      start(context, door);
      return true;
    } catch (ConfigException e) {
      LOG.log(ERROR, "Portcullis keeps " + name(context) + " from starting: " + e.getMessage());
      throw new ServletException("Portcullis: " + e.getMessage(), e);
    }
  }

  /** Ends what was begun here; nothing happens if nothing was. */
  static void end(ServletContext context) {
    ContextRuntime.withdraw(context);
    if (context.getAttribute(RUNNING) instanceof Portcullis running) {
      context.removeAttribute(RUNNING);
      running.close();
      LOG.log(INFO, "Portcullis has left " + name(context));
    }
  }

  private static void start(ServletContext context, String door) {
    SettingsReader reader = ContextSources.readerFor(context);
    Settings settings = reader.read();
    if (!settings.gate().enabled()) {
      LOG.log(WARNING, "Portcullis is switched off by enabled=false; open is " + name(context));
      return;
    }
    Portcullis portcullis = Portcullis.open(settings);
    try {
      Registration registration =
          Registration.register(
              context, settings.gate().basePath(), EnumSet.copyOf(settings.gate().schemes()));
      portcullis.runtime(registration.ownPaths(), sessionParameters(context)).publish(context);
      context.setAttribute(RUNNING, portcullis);
      Banner banner =
          new Banner(
              name(context),
              door,
              settings,
              reader.report(),
              registration,
              portcullis.database(),
              portcullis.keyIds());
      LOG.log(INFO, banner::text);
    } catch (RuntimeException e) {
      portcullis.close();
      throw e;
    }
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
