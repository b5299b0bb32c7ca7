package dev.portcullis.boot;

import dev.portcullis.config.ConfigException;
import dev.portcullis.config.SettingsReader;
import dev.portcullis.config.Source;
import dev.portcullis.config.SystemReferences;
import dev.portcullis.web.PortcullisFilter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The places where the settings of one application may stand, the strongest first. */
final class ContextSources {
  private static final String PREFIX = "portcullis.";
  private static final String PROPERTIES = "/WEB-INF/portcullis.properties";

  private ContextSources() {}

  static SettingsReader readerFor(ServletContext context, Map<String, String> own) {
    return new SettingsReader(
        List.of(
            Source.systemProperties(System.getProperties()),
            Source.environment(System.getenv()),
            Source.of("install", own),
            Source.of("init-param of filter " + Registration.FILTER_NAME, initParams(context)),
            Source.of("context-param", contextParams(context), PREFIX),
            Source.of(PROPERTIES, properties(context))),
        new SystemReferences());
  }

  private static Map<String, String> initParams(ServletContext context) {
    FilterRegistration filter = context.getFilterRegistration(Registration.FILTER_NAME);
    // Those of another filter that happens to have the name are not for us.
    return filter == null || isForeign(filter) ? Map.of() : filter.getInitParameters();
  }

  private static boolean isForeign(FilterRegistration filter) {
    String type = filter.getClassName();
    return type != null && !type.equals(PortcullisFilter.class.getName());
  }

  private static Map<String, String> contextParams(ServletContext context) {
    Map<String, String> params = new HashMap<>();
    for (String name : Collections.list(context.getInitParameterNames())) {
      String value = context.getInitParameter(name);
      if (value != null) {
        params.put(name, value);
      }
    }
    return params;
  }

  private static Properties properties(ServletContext context) {
    Properties properties = new Properties();
    try (InputStream file = context.getResourceAsStream(PROPERTIES)) {
      if (file != null) {
        try (Reader text = new InputStreamReader(file, StandardCharsets.UTF_8)) {
          properties.load(text);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(
          List.of(PROPERTIES + ": cannot be read as a properties file: " + e.getMessage()));
    }
    return properties;
  }
}
