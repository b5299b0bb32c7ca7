package dev.portcullis.web;

import dev.portcullis.AuthException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields that a client sent in a body, checked as Django REST Framework's serializers do. */
final class RequestFields {
  private final Map<String, Object> values;

  RequestFields(Map<String, Object> values) {
    this.values = values;
  }

  /** No body, or an empty one. */
  static RequestFields none() {
    return new RequestFields(Map.of());
  }

  /** Whether the field was sent, whatever it is. */
  boolean has(Field field) {
    return values.containsKey(field.name());
  }

  /** The field as text, if it is there as text. */
  Optional<String> text(String name) {
    return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /**
   * The texts of the fields, each of which must be there and not be blank.
   *
   * @throws AuthException that names everything that is wrong with any of them
   */
  Map<String, String> require(Field... fields) {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, List<String>> problems = new LinkedHashMap<>();
    for (Field field : fields) {
      String text = textOf(values.get(field.name()), field);
      String problem = text == null ? missing(field) : problemOf(text);
      if (problem != null) {
        problems.put(field.name(), List.of(problem));
      } else if (text != null) {
        texts.put(field.name(), text);
      }
    }
    if (!problems.isEmpty()) {
      throw AuthException.ofFields(problems);
    }
    return texts;
  }

  private String missing(Field field) {
    if (!values.containsKey(field.name())) {
      return "This field is required.";
    }
    return values.get(field.name()) == null ? "This field may not be null." : "Not a valid string.";
  }

  private static @Nullable String problemOf(String text) {
    if (text.isEmpty()) {
      return "This field may not be blank.";
    }
    // Databases and old password functions end a text at NUL: two readers, two names.
    return text.indexOf('\0') >= 0 ? "Null characters are not allowed." : null;
  }

  private static @Nullable String textOf(@Nullable Object value, Field field) {
    if (value instanceof String text) {
      return field.isTrimmed() ? text.strip() : text;
    }
    // A number is its digits, as a serializer's CharField takes it; true and lists are no text.
    return value instanceof Number ? value.toString() : null;
  }

  /**
   * A field that an endpoint wants.
   *
   * @param isTrimmed whether white space around the value does not belong to it; never so for a
   *     password
   */
  record Field(String name, boolean isTrimmed) {}
}
