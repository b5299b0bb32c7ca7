package dev.portcullis.store;

import dev.portcullis.json.Json;
import dev.portcullis.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The roles in one text of a row. */
final class RoleText {
  private RoleText() {}

  /** The roles between commas, or of the JSON array that the text is; of a broken one, none. */
  static Set<String> parse(String text) {
    return roles(text.stripLeading().startsWith("[") ? elements(text) : Stream.of(text.split(",")));
  }

  /** The roles without white space around them; what is then empty is no role. */
  static Set<String> roles(Stream<String> texts) {
    return texts
        .map(String::strip)
        .filter(role -> !role.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> elements(String array) {
    try {
      byte[] object = ("{\"roles\":" + array + "}").getBytes(StandardCharsets.UTF_8);
      return Json.readObject(object).get("roles") instanceof List<?> roles
          ? roles.stream().filter(String.class::isInstance).map(String.class::cast)
          : Stream.empty();
    } catch (JsonException e) { // Whoever cannot be understood has no say.
      return Stream.empty();
    }
  }
}
