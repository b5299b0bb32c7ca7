package dev.portcullis.json;

import com.fasterxml.jackson.core.JsonLocation;

/**
 * A document is no JSON object, or not one that this house reads: its sender's mistake.
 *
 * <p>The message says what was found and where, in at most 100 characters, and repeats nothing of
 * the document, so it may be sent back. There is no stack trace, since this is an answer and not a
 * fault.
 */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JsonException(String found) {
    super(found, null, false, false);
  }

  JsonException(String found, JsonLocation where) {
    this(found + " at line " + where.getLineNr() + " column " + where.getColumnNr());
  }

  /** What was found and where, for people. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
