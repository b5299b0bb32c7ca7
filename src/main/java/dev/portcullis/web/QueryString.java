package dev.portcullis.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a URL's query, read without touching the request's body as {@code getParameter}
 * would.
 */
final class QueryString {
  private final String query;

  private QueryString(String query) {
    this.query = query;
  }

  static QueryString of(@Nullable String query) {
    return new QueryString(query == null ? "" : query);
  }

  /** The values of all parameters with this name; a parameter that cannot be decoded has none. */
  List<String> values(String name) {
    List<String> values = new ArrayList<>(1);
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      FormFields.decode(key.getBytes(UTF_8))
          .filter(name::equals)
          .flatMap(same -> FormFields.decode(value.getBytes(UTF_8)))
          .ifPresent(values::add);
    }
    return values;
  }
}
