package dev.portcullis.config;

import dev.portcullis.Scheme;
import dev.portcullis.access.AccessRules;
import dev.portcullis.access.UrlPattern;
import dev.portcullis.address.AddressRange;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What values a parameter may have.
 *
 * @param parse makes the value of the text; throws {@link IllegalArgumentException} with what is
 *     wanted
 * @param show the text as others may read it
 * @param secret whether the value is never shown, and white space around it counts
 */
record Kind<T>(Function<String, T> parse, Function<String, String> show, boolean secret) {
  private static final String BASE64 = "base64:";

  /** A name that SQL takes unquoted, also with the schema before it. */
  static final Kind<String> SQL_NAME =
      checked(Kind::isSqlName, "want a name of letters, digits and _, such as users or app.users");

  /** What names of tables begin with. */
  static final Kind<String> TABLE_PREFIX =
      checked(
          text -> text.matches("[a-z_][a-z0-9_]{0,31}"),
          "want at most 32 of a-z, 0-9 and _, such as app_");

  /** {@code true} or {@code false}; neither "yes" nor "TRUE", which some would read as false. */
  static Kind<Boolean> bool() {
    return open(
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("want true or false");
            });
  }

  /** A text that is not empty. */
  static Kind<String> text() {
    return checked(text -> !text.isEmpty(), "want a text that is not empty");
  }

  /** Any text, also none. */
  static Kind<String> anyText() {
    return open(text -> text);
  }

  /** A text that the predicate accepts. */
  static Kind<String> checked(Predicate<String> fine, String want) {
    return open(
        text -> {
          if (!fine.test(text)) {
            throw new IllegalArgumentException(want);
          }
          return text;
        });
  }

  /** One of a few words, each the name of a constant. */
  static <E extends Enum<E>> Kind<E> oneOf(E[] constants, Function<E, String> word) {
    return open(text -> constant(text, constants, word));
  }

  /** A list of such words, each at most once. */
  static <E extends Enum<E>> Kind<List<E>> listOf(E[] constants, Function<E, String> word) {
    return open(text -> once(ListText.items(text), item -> constant(item, constants, word)));
  }

  /** A list of such values, each at most once. */
  static <T> Kind<List<T>> items(Kind<T> kind) {
    return open(text -> once(ListText.items(text), kind.parse()));
  }

  /** A list of pairs with a colon between them, each left side at most once. */
  static Kind<Map<String, String>> pairs(Kind<String> left) {
    return open(
        text -> {
          Map<String, String> pairs = new LinkedHashMap<>();
          for (String item : ListText.items(text)) {
            int colon = item.indexOf(':');
            if (colon < 0 || item.substring(colon + 1).isBlank()) {
              throw new IllegalArgumentException("want COLUMN:ROLE, such as is_staff:staff");
            }
            String key = left.parse().apply(item.substring(0, colon).strip());
            if (pairs.put(key, item.substring(colon + 1).strip()) != null) {
              throw new IllegalArgumentException("want each item once");
            }
          }
          return Collections.unmodifiableMap(pairs);
        });
  }

  /** A time zone by its name, or an offset. */
  static Kind<ZoneId> zone() {
    return open(
        text -> {
          try {
            return ZoneId.of(text);
          } catch (DateTimeException e) {
            throw new IllegalArgumentException("want a time zone such as UTC or Europe/Berlin");
          }
        });
  }

  /** The schemes in the order of preference, in any letter case; at least one. */
  static Kind<List<Scheme>> schemes() {
    String want = "want Token, Bearer or both, each once";
    return open(
        text -> {
          List<Scheme> schemes =
              once(
                  ListText.items(text),
                  item -> Scheme.of(item).orElseThrow(() -> new IllegalArgumentException(want)));
          if (schemes.isEmpty()) {
            throw new IllegalArgumentException(want);
          }
          return schemes;
        });
  }

  /** A list of further places for static tokens. */
  static Kind<List<TokenSource>> tokenSources() {
    return open(text -> once(ListText.items(text), TokenSource::of));
  }

  /** A list of texts, each at most once. */
  static Kind<List<String>> texts() {
    return textsOf(item -> item);
  }

  /** A list of texts that are made of what is written, each at most once. */
  static Kind<List<String>> textsOf(Function<String, String> element) {
    return open(text -> once(ListText.items(text), element));
  }

  /** A list of addresses and networks, each at most once. */
  static Kind<List<AddressRange>> addressRanges() {
    return open(text -> once(ListText.items(text), AddressRange::of));
  }

  /** A list of other issuers, each at most once. */
  static Kind<List<TrustedIssuer>> trustedIssuers() {
    return open(
        text -> {
          List<TrustedIssuer> issuers = once(ListText.items(text), TrustedIssuer::of);
          if (issuers.stream().map(TrustedIssuer::issuer).distinct().count() != issuers.size()) {
            throw new IllegalArgumentException("want each issuer once");
          }
          return issuers;
        });
  }

  /** The rule table; commas belong to the lines. */
  static Kind<AccessRules> rules() {
    return open(text -> AccessRules.parse(ListText.lines(text)));
  }

  /** A path without its last slash, or the slash alone. */
  static Kind<String> path() {
    return checked(
        Kind::isPath, "want a path such as /auth, without a slash at its end, or / alone");
  }

  /** A whole number within these bounds. */
  static Kind<Integer> number(int min, int max) {
    return open(
        text -> {
          boolean digits = !text.isEmpty() && text.length() < 10 && only(text, "0123456789");
          if (!digits || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
            throw new IllegalArgumentException("want a whole number from " + min + " to " + max);
          }
          return Integer.valueOf(text);
        });
  }

  /** A duration within these bounds. */
  static Kind<Duration> duration(String min, String max) {
    Duration least = DurationText.parse(min).orElseThrow();
    Duration most = DurationText.parse(max).orElseThrow();
    return open(
        text ->
            DurationText.parse(text)
                .filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "want a duration such as 5m or PT5M, at least "
                                + min
                                + " and at most "
                                + max)));
  }

  /** A URL for the driver manager; what may be a password in it is not shown. */
  static Kind<JdbcUrl> jdbcUrl() {
    return new Kind<>(
        text -> {
          if (!text.startsWith("jdbc:")) {
            throw new IllegalArgumentException("want a URL that begins with jdbc:");
          }
          return new JdbcUrl(text);
        },
        text -> new JdbcUrl(text).toString(),
        false);
  }

  /** A password; an empty one too, since databases know that. */
  static Kind<Secret> password() {
    return secret(text -> new Secret(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * A key: the bytes of the text in UTF-8, or of the Base64 (RFC 4648, section 4) after base64:.
   */
  static Kind<Secret> key(int minBytes) {
    String want = "want at least " + minBytes + " bytes, as text or as base64:...";
    return secret(
        text -> {
          byte[] bytes = keyBytes(text, want);
          if (bytes.length < minBytes) {
            throw new IllegalArgumentException(want + "; these are " + bytes.length);
          }
          return new Secret(bytes);
        });
  }

  /** Claims and the columns that they come from. */
  static Kind<Map<String, String>> claims() {
    return open(ClaimText::parse);
  }

  /** A list of clients with their secrets. */
  static Kind<List<OAuthClient>> clients() {
    return secret(OAuthClient::list);
  }

  private static <T> Kind<T> open(Function<String, T> parse) {
    return new Kind<>(parse, text -> text, false);
  }

  private static <T> Kind<T> secret(Function<String, T> parse) {
    return new Kind<>(parse, text -> "****", true);
  }

  private static <E extends Enum<E>> E constant(
      String text, E[] constants, Function<E, String> word) {
    for (E constant : constants) {
      if (word.apply(constant).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "want " + Arrays.stream(constants).map(word).collect(Collectors.joining(" or ")));
  }

  private static <E> List<E> once(List<String> items, Function<String, E> element) {
    List<E> elements = new ArrayList<>();
    for (String item : items) {
      elements.add(element.apply(item));
    }
    if (new LinkedHashSet<>(elements).size() != elements.size()) {
      throw new IllegalArgumentException("want each item once");
    }
    return List.copyOf(elements);
  }

  private static byte[] keyBytes(String text, String want) {
    if (!text.startsWith(BASE64)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(text.substring(BASE64.length()));
    } catch (IllegalArgumentException e) {
      // Its message would tell a character of the secret.
      throw new IllegalArgumentException(want + "; this is not Base64");
    }
  }

  private static boolean isSqlName(String text) {
    // The length first: thousands of dots would end the stack of the regular expression.
    return text.length() <= 128
        && text.matches("([A-Za-z_][A-Za-z0-9_]*\\.)*[A-Za-z_][A-Za-z0-9_]*");
  }

  private static boolean isPath(String text) {
    if (text.equals("/")) {
      return true;
    }
    try {
      UrlPattern.of(text);
      return text.startsWith("/") && !text.endsWith("/") && text.indexOf('*') < 0;
    } catch (IllegalArgumentException e) {
      // The wish of a base path is another than that of a pattern.
      return false;
    }
  }

  /** Whether the text has no characters but these. */
  static boolean only(String text, String characters) {
    return text.chars().allMatch(c -> characters.indexOf(c) >= 0);
  }

  /** The word for a constant: its name in lower case, in every locale. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
