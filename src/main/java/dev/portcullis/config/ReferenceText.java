package dev.portcullis.config;

import java.util.Locale;

/** Fills in the references in a value; what they give is taken as it is, not looked through. */
final class ReferenceText {
  private static final String OPEN = "${";

  private ReferenceText() {}

  /**
   * The value with its references filled in, and two dollar signs before a brace as one and the
   * brace.
   *
   * @throws IllegalArgumentException with what is wrong; it never quotes the value but for the
   *     names of well-formed references, since the value may be a secret
   */
  static String expand(String value, References references) {
    StringBuilder expanded = new StringBuilder();
    int at = 0;
    for (int open = value.indexOf(OPEN); open >= 0; open = value.indexOf(OPEN, at)) {
      if (open > at && value.charAt(open - 1) == '$') {
        expanded.append(value, at, open - 1).append(OPEN);
        at = open + OPEN.length();
      } else {
        int close = value.indexOf('}', open);
        expanded.append(value, at, open).append(resolve(value, open, close, references));
        at = close + 1;
      }
    }
    return expanded.append(value, at, value.length()).toString();
  }

  private static String resolve(String value, int open, int close, References references) {
    int colon = value.indexOf(':', open);
    if (colon >= 0 && colon + 1 < close) {
      String origin = value.substring(open + OPEN.length(), colon);
      String name = value.substring(colon + 1, close);
      for (References.Origin known : References.Origin.values()) {
        if (Kind.word(known).equals(origin)) {
          return references
              .resolve(known, name)
              .orElseThrow(() -> new IllegalArgumentException(absent(known, name)));
        }
      }
    }
    throw new IllegalArgumentException(
        "a ${ in it begins no reference; want ${env:NAME}, ${file:/path}, ${sys:name} or"
            + " ${jndi:name}, or $${ for a plain ${");
  }

  private static String absent(References.Origin origin, String name) {
    return String.format(Locale.ROOT, origin.absence(), name);
  }
}
