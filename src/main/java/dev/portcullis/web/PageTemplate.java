package dev.portcullis.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text of the jar with places <code>{{name}}</code> in it. */
final class PageTemplate {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");

  private final String text;

  private PageTemplate(String text) {
    this.text = text;
  }

  static PageTemplate read(String name) {
    try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks " + name);
      }
      return new PageTemplate(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text with each place filled as it is; what comes from outside has to be escaped. */
  String fill(Map<String, String> values) {
    return PLACE.matcher(text).replaceAll(place -> value(place, values));
  }

  private static String value(MatchResult place, Map<String, String> values) {
    String value = values.get(place.group(1));
    if (value == null) {
      throw new IllegalStateException("Nothing for {{" + place.group(1) + "}}");
    }
    return Matcher.quoteReplacement(value);
  }

  /** The text as it stands in HTML, in an element or in an attribute with quotes. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
