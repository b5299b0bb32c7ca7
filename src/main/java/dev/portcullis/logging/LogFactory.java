package dev.portcullis.logging;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

/** Has the name and the one method by which Commons DBCP gets its loggers. */
public final class LogFactory {
  private LogFactory() {}

  /** The logger of this class, over {@link System.Logger}. */
  public static Log getLog(Class<?> type) {
    return new SystemLog(System.getLogger(type.getName()));
  }

  private static final class SystemLog implements Log {
    private final System.Logger logger;

    SystemLog(System.Logger logger) {
      this.logger = logger;
    }

    @Override
    public boolean isDebugEnabled() {
      return logger.isLoggable(DEBUG);
    }

    @Override
    public void debug(Object message, Throwable failure) {
      logger.log(DEBUG, String.valueOf(message), failure);
    }

    @Override
    public void warn(Object message) {
      logger.log(WARNING, String.valueOf(message));
    }

    @Override
    public void warn(Object message, Throwable failure) {
      logger.log(WARNING, String.valueOf(message), failure);
    }
  }
}
