package dev.portcullis.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.TreeMap;

/**
 * What our pages say, in the languages that they know: {@code login.properties} is English, {@code
 * login_bn.properties} Bengali, and so on.
 *
 * <p>Read once and kept here: the cache of {@code ResourceBundle} would outlive the application.
 */
final class PageTexts {
  private static final List<String> LANGUAGES = List.of("bn", "de", "en", "es", "fr");
  private static final String ENGLISH = "en";

  private final Map<String, ResourceBundle> bundles = new TreeMap<>();
  private final ResourceBundle english = read("login");

  PageTexts() {
    for (String language : LANGUAGES) {
      bundles.put(language, language.equals(ENGLISH) ? english : read("login_" + language));
    }
  }

  /** The texts in the language that the reader likes best of those there are, else English. */
  ResourceBundle of(HttpServletRequest request) {
    if (Headers.has(request, "Accept-Language")) {
      for (Locale locale : Collections.list(request.getLocales())) {
        ResourceBundle bundle = bundles.get(locale.getLanguage());
        if (bundle != null) {
          return bundle;
        }
      }
    }
    // Not the language of the server: that is its administrator's.
    return english;
  }

  private static ResourceBundle read(String name) {
    try (InputStream in = PageTexts.class.getResourceAsStream(name + ".properties")) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks " + name + ".properties");
      }
      return new PropertyResourceBundle(new InputStreamReader(in, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
