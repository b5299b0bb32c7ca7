package dev.portcullis.config;

import java.util.Locale;

/**
 * A further place where a token may stand in a request.
 *
 * @param place the part of the request
 * @param name the name of the header, the query parameter or the body's field
 */
public record TokenSource(Place place, String name) {

  /** The parts of a request that can hold a token. */
  public enum Place {
    HEADER,
    QUERY,
    BODY
  }

  /**
   * Reads {@code header:NAME}, {@code query:NAME} or {@code body:NAME}.
   *
   * @throws IllegalArgumentException if the text is none of these
   */
  static TokenSource of(String text) {
    for (Place place : Place.values()) {
      String prefix = Kind.word(place) + ":";
      if (text.startsWith(prefix) && isName(text.substring(prefix.length()))) {
        return checked(new TokenSource(place, text.substring(prefix.length())));
      }
    }
    throw new IllegalArgumentException("want header:NAME, query:NAME or body:NAME");
  }

  /** The text it was made of. */
  @Override
  public String toString() {
    return Kind.word(place) + ":" + name;
  }

  private static TokenSource checked(TokenSource source) {
    String name = source.name().toLowerCase(Locale.ROOT);
    if (source.place() == Place.HEADER && (name.equals("authorization") || name.equals("cookie"))) {
      throw new IllegalArgumentException("want a header other than " + source.name());
    }
    return source;
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '-'
                        || c == '_'
                        || c == '.');
  }
}
