package dev.portcullis;

/**
 * The database did not answer, or not as it must: nobody's credential is to blame.
 *
 * <p>Never thrown for "not found". Whoever answers HTTP makes a 503 of it and opens nothing.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was being done when it failed, and why it failed. */
  public StoreException(String doing, Throwable cause) {
    super(doing, cause);
  }
}
