package dev.portcullis.watch;

/** What the measures say at this moment. */
@FunctionalInterface
public interface Readings {
  /**
   * A {@code Long}, or for seconds and ages a {@code Double}; -1 if there is nothing to measure.
   */
  Number read(Measure measure);
}
