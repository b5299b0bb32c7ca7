package dev.portcullis.store;

/**
 * A static token as Django REST Framework keeps it.
 *
 * @param key the token itself, in clear
 * @param userId whose it is
 */
public record DjangoTokenRow(String key, String userId) {

  /** Everything but the token. */
  @Override
  public String toString() {
    return "DjangoTokenRow[key=****, userId=" + userId + "]";
  }
}
