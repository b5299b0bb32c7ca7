package dev.portcullis.config;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A place that gives values to parameters, as it was when it was looked at. */
public final class Source {
  private final String name;
  private final SortedMap<String, String> values;

  private Source(String name, SortedMap<String, String> values) {
    this.name = name;
    this.values = values;
  }

  /** What the map gives; its name is how the deployer knows it, such as {@code context-param}. */
  public static Source of(String name, Map<String, String> values) {
    return of(name, values, "");
  }

  /** What the map gives under names with this prefix; others are none of our business. */
  public static Source of(String name, Map<String, String> values, String prefix) {
    SortedMap<String, String> ours = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            ours.put(key.substring(prefix.length()), value);
          }
        });
    return new Source(name, ours);
  }

  /** What a properties file gives. */
  public static Source of(String name, Properties properties) {
    return of(name, strings(properties), "");
  }

  /** The JVM's properties {@code portcullis.NAME}. */
  public static Source systemProperties(Properties properties) {
    return of("system property", strings(properties), "portcullis.");
  }

  /** The environment's {@code PORTCULLIS_NAME}, in upper case and with {@code _} for dashes. */
  public static Source environment(Map<String, String> environment) {
    SortedMap<String, String> ours = new TreeMap<>();
    of("environment", environment, "PORTCULLIS_")
        .values
        .forEach(
            (key, value) -> {
              if (!isOfKubernetes(key)) {
                ours.put(key.replace('_', '-').toLowerCase(Locale.ROOT), value);
              }
            });
    return new Source("environment", ours);
  }

  /** How the deployer knows it. */
  public String name() {
    return name;
  }

  /** The value that it gives to this parameter, as it is written there. */
  public Optional<String> get(String parameter) {
    return Optional.ofNullable(values.get(parameter));
  }

  /** All names it gives values to, known or not, in alphabetical order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /** The name alone: values may be secret. */
  @Override
  public String toString() {
    return name;
  }

  // Kubernetes puts PORTCULLIS_SERVICE_HOST, PORTCULLIS_PORT_80_TCP and more into every container
  // beside a service that is called portcullis.
  private static boolean isOfKubernetes(String key) {
    return key.startsWith("SERVICE_") || key.equals("PORT") || key.startsWith("PORT_");
  }

  private static Map<String, String> strings(Properties properties) {
    SortedMap<String, String> strings = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      strings.put(key, properties.getProperty(key, ""));
    }
    return strings;
  }
}
