package dev.portcullis.access;

/**
 * A URL pattern as the Servlet specification (section 12.2) has it, and nothing more: a wildcard
 * language of our own is one that the container reads differently.
 *
 * <ul>
 *   <li>{@code /a/b} is that path, with or without one slash at its end: applications answer both
 *   <li>{@code /a/*} is {@code /a} and all below
 *   <li>{@code *.css} is every path whose last segment ends so, unless a servlet is mapped to
 *       {@code /*} or to a prefix of it; case counts
 *   <li>{@code /} is the context root alone, {@code /*} is everything
 * </ul>
 */
public final class UrlPattern {
  private enum Kind {
    EXACT,
    PREFIX,
    EXTENSION
  }

  /** Characters that divide, escape or end a path, and those of regular expressions. */
  private static final String ODD = "\\%;?#*^$()[]{}|<>\"`";

  private final Kind kind;
  private final String text;

  /** The path, the path above {@code /*} (empty for everything), or the extension with its dot. */
  private final String part;

  private UrlPattern(Kind kind, String text, String part) {
    this.kind = kind;
    this.text = text;
    this.part = part;
  }

  /**
   * The pattern with this text.
   *
   * @throws IllegalArgumentException if it is none of the four forms, saying which they are
   */
  public static UrlPattern of(String text) {
    if (text.equals("/")) {
      return new UrlPattern(Kind.EXACT, text, text);
    }
    if (text.startsWith("*.")) {
      String extension = text.substring(1);
      check(extension.length() > 1 && extension.indexOf('.', 1) < 0, text);
      check(extension.indexOf('/') < 0 && !hasOddCharacters(extension), text);
      return new UrlPattern(Kind.EXTENSION, text, extension);
    }
    boolean prefix = text.endsWith("/*");
    String path = withoutEnd(text, prefix ? 2 : text.endsWith("/") ? 1 : 0);
    check((prefix && path.isEmpty()) || isPlainPath(path), text);
    return new UrlPattern(prefix ? Kind.PREFIX : Kind.EXACT, text, path);
  }

  /** Whether the pattern covers this path. */
  public boolean matches(RequestPath path) {
    String value = path.value();
    return switch (kind) {
      case EXACT -> matchesExactly(value);
      case PREFIX -> isAtOrBelow(value);
      // A servlet mapped to a prefix is nearer than one mapped to an extension, and what it makes
      // of
      // /a/x.css is not a style sheet.
      case EXTENSION -> value.endsWith(part) && !path.hasPathInfo();
    };
  }

  /** Whether every path that the other pattern covers is covered by this one too. */
  public boolean covers(UrlPattern other) {
    if (kind == Kind.PREFIX) {
      return part.isEmpty() || (other.kind != Kind.EXTENSION && isAtOrBelow(other.part));
    }
    return kind == other.kind && part.equals(other.part);
  }

  /** The text it was made of. */
  @Override
  public String toString() {
    return text;
  }

  private boolean matchesExactly(String value) {
    int extra = value.length() - part.length();
    return value.startsWith(part) && (extra == 0 || (extra == 1 && value.endsWith("/")));
  }

  private boolean isAtOrBelow(String value) {
    return value.startsWith(part)
        && (value.length() == part.length() || value.charAt(part.length()) == '/');
  }

  private static boolean isPlainPath(String path) {
    if (!path.startsWith("/") || path.endsWith("/") || hasOddCharacters(path)) {
      return false;
    }
    String slashed = path + "/";
    return !slashed.contains("//") && !slashed.contains("/./") && !slashed.contains("/../");
  }

  private static boolean hasOddCharacters(String text) {
    return text.chars().anyMatch(c -> c <= ' ' || c == 0x7f || ODD.indexOf(c) >= 0);
  }

  private static String withoutEnd(String text, int characters) {
    return text.substring(0, text.length() - characters);
  }

  private static void check(boolean fine, String text) {
    if (!fine) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no servlet URL pattern; want /path, /path/*, *.extension, / or /*"
              + " (no ** and no other *, no regular expression)");
    }
  }
}
