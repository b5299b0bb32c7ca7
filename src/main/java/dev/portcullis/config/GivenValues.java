package dev.portcullis.config;

import dev.portcullis.access.InvalidRulesException;
import dev.portcullis.config.DatabaseSettings.TokenStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the sources give for each parameter, and what is wrong with each by itself. */
final class GivenValues {

  private static final List<Parameter<?>> ROLE_SOURCES =
      List.of(Parameter.ROLES_QUERY, Parameter.ROLES_TABLE, Parameter.ROLES_COLUMN);

  /**
   * A value in the strongest source that has one.
   *
   * @param text as it is written there
   */
  record Given(String text, Source source) {}

  private final Map<Parameter<?>, Given> given = new HashMap<>();
  private final Map<Parameter<?>, String> texts = new HashMap<>();
  private final Set<Parameter<?>> bad = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  private GivenValues() {}

  /** Reads these parameters; the others count as not given. */
  static GivenValues read(
      List<Parameter<?>> parameters, List<Source> sources, References references) {
    GivenValues values = new GivenValues();
    for (Parameter<?> parameter : parameters) {
      Optional<Given> found = find(parameter, sources);
      if (found.isPresent()) {
        values.add(parameter, found.get(), references);
      }
    }
    return values;
  }

  /** The value in the strongest source, if any source has one. */
  static Optional<Given> find(Parameter<?> parameter, List<Source> sources) {
    for (Source source : sources) {
      Optional<String> text = source.get(parameter.name());
      if (text.isPresent()) {
        return Optional.of(new Given(text.get(), source));
      }
    }
    return Optional.empty();
  }

  /**
   * The value given, or that of the users' preset, or the default; empty if there is none or what
   * was given is bad.
   */
  <T> Optional<T> find(Parameter<T> parameter) {
    if (bad.contains(parameter)) {
      return Optional.empty();
    }
    Optional<String> text = Optional.ofNullable(texts.get(parameter));
    if (text.isEmpty()) {
      text = presetText(parameter);
    }
    if (text.isEmpty()) {
      text = parameter.defaultText();
    }
    return text.isPresent() ? Optional.of(parameter.parse(text.get())) : Optional.empty();
  }

  // Whoever says where the roles are means: and nowhere else.
  private Optional<String> presetText(Parameter<?> parameter) {
    if (parameter.section() != Section.USERS || parameter == Parameter.USERS_LAYOUT) {
      return Optional.empty();
    }
    boolean isReplaced =
        isGiven(Parameter.USERS_QUERY)
            || (ROLE_SOURCES.contains(parameter)
                && !Collections.disjoint(ROLE_SOURCES, given.keySet()));
    Optional<UsersSettings.Layout> layout = find(Parameter.USERS_LAYOUT);
    return isReplaced || layout.isEmpty()
        ? Optional.empty()
        : UsersPreset.of(layout.get()).text(parameter);
  }

  /** The value of a parameter that has a default, once all is known to be well. */
  <T> T get(Parameter<T> parameter) {
    Optional<T> value = find(parameter);
    if (value.isEmpty()) {
      throw new IllegalStateException(parameter + " is bad and has been told");
    }
    return value.get();
  }

  /** Where tokens are kept, which follows the users; empty if what was given is bad. */
  Optional<TokenStore> tokenStore() {
    return isGiven(Parameter.TOKEN_STORE)
        ? find(Parameter.TOKEN_STORE)
        : find(Parameter.USERS_LAYOUT)
            .map(
                layout ->
                    layout == UsersSettings.Layout.DJANGO
                        ? TokenStore.DJANGO
                        : TokenStore.PORTCULLIS);
  }

  /** Whether some source has it, good or bad. */
  boolean isGiven(Parameter<?> parameter) {
    return given.containsKey(parameter);
  }

  /** A problem with this parameter, after its name, value and source. */
  String problem(Parameter<?> parameter, String text) {
    Optional<Given> found = Optional.ofNullable(given.get(parameter));
    String value = found.map(Given::text).or(parameter::defaultText).orElse("");
    String source = found.map(place -> place.source().name()).orElse("default");
    return problem(parameter, value, source, text);
  }

  /** The problems of each value by itself, in the order of the table. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  private void add(Parameter<?> parameter, Given found, References references) {
    given.put(parameter, found);
    try {
      String expanded = ReferenceText.expand(found.text(), references);
      String text = parameter.isSecret() ? expanded : expanded.strip();
      parameter.parse(text);
      texts.put(parameter, text);
    } catch (InvalidRulesException e) {
      bad.add(parameter);
      e.problems().stream()
          .map(bad -> problem(parameter, bad.line(), found.source().name(), bad.text()))
          .forEach(problems::add);
    } catch (IllegalArgumentException e) {
      bad.add(parameter);
      problems.add(problem(parameter, String.valueOf(e.getMessage())));
    }
  }

  private static String problem(Parameter<?> parameter, String value, String source, String text) {
    String shown = parameter.isSecret() ? "" : " = \"" + parameter.show(value) + "\"";
    return parameter + shown + " (" + source + "): " + text;
  }
}
