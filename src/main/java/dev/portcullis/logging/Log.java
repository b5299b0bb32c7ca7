package dev.portcullis.logging;

/** Has the name and those methods by which Commons DBCP logs. */
public interface Log {
  /** Whether {@link #debug} writes anything. */
  boolean isDebugEnabled();

  /** Writes for who looks for a fault. */
  void debug(Object message, Throwable failure);

  /** Writes for the operator. */
  void warn(Object message);

  /** The same, with what was thrown. */
  void warn(Object message, Throwable failure);
}
