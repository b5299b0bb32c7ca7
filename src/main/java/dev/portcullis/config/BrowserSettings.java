package dev.portcullis.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What people in browsers meet.
 *
 * @param loginPage the application's own page, from the context root on
 * @param loginTitle what our own page is headed with
 * @param loginColor {@code #rrggbb}
 * @param corsOrigins as browsers write them in {@code Origin}
 */
public record BrowserSettings(
    Cookies cookies,
    SameSite sameSite,
    Secure secure,
    Optional<String> loginPage,
    Optional<String> loginTitle,
    String loginColor,
    List<String> corsOrigins) {

  /** Whether a login can give cookies. */
  public enum Cookies {
    /** From an HTML form it does. */
    AUTO,
    /** It never does. */
    OFF
  }

  /** Which requests from other sites the cookies go with (RFC 6265bis, section 5.6.7). */
  public enum SameSite {
    STRICT,
    LAX,
    NONE
  }

  /** Whether the cookies go by HTTPS only. */
  public enum Secure {
    /** If the request that gets them came by it. */
    AUTO,
    TRUE,
    FALSE
  }

  private static final Pattern ORIGIN =
      Pattern.compile("https?://([a-z0-9.-]+|\\[[0-9a-f:.]+\\])(:[1-9][0-9]{0,4})?");
  private static final int MAX_TITLE = 60;

  static final Kind<String> PAGE =
      Kind.checked(
          text -> text.matches("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+"),
          "want a path of the application, such as /login.jsp");
  static final Kind<String> TITLE =
      Kind.checked(
          BrowserSettings::isTitle, "want one line of at most " + MAX_TITLE + " characters");
  static final Kind<String> COLOR =
      Kind.checked(text -> text.matches("#[0-9a-fA-F]{6}"), "want a colour such as #1f5fbf");
  static final Kind<List<String>> ORIGINS = Kind.textsOf(BrowserSettings::origin);

  public BrowserSettings {
    corsOrigins = List.copyOf(corsOrigins);
  }

  private static boolean isTitle(String text) {
    return !text.isBlank()
        && text.length() <= MAX_TITLE
        && text.codePoints().noneMatch(c -> Character.isISOControl(c) || isInvisible(c));
  }

  /** Marks that turn the direction of a text, and line ends of Unicode. */
  private static boolean isInvisible(int c) {
    int type = Character.getType(c);
    return type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static String origin(String text) {
    boolean isDefault =
        (text.startsWith("https:") && text.endsWith(":443"))
            || (text.startsWith("http:") && text.endsWith(":80"));
    if (!ORIGIN.matcher(text).matches() || isDefault) {
      // No pattern and no "null": what is allowed is written out, as browsers will write it.
      throw new IllegalArgumentException(
          "want origins such as https://app.example.com, in small letters, without a path and"
              + " without the scheme's own port");
    }
    return text;
  }
}
