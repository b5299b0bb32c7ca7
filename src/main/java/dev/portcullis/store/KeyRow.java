package dev.portcullis.store;

import java.time.Instant;

/**
 * A key of the server, shared by all nodes.
 *
 * @param kid the key's id, at most 64 ASCII characters
 * @param purpose what it is for, at most 16 ASCII characters
 * @param algorithm what it is used with, at most 16 ASCII characters
 * @param material the key itself in base64, at most 4096 characters
 * @param createdAt when, to the millisecond
 * @param generation 1 for the first key of a purpose, and one more for each that follows it
 */
public record KeyRow(
    String kid,
    String purpose,
    String algorithm,
    String material,
    Instant createdAt,
    int generation) {

  /** Everything but the key itself. */
  @Override
  public String toString() {
    return "KeyRow[kid=%s, purpose=%s, algorithm=%s, material=****, createdAt=%s, generation=%d]"
        .formatted(kid, purpose, algorithm, createdAt, generation);
  }
}
