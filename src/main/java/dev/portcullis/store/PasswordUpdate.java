package dev.portcullis.store;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statement that replaces a stored password, if it is still the one that was read.
 *
 * @param sql with a {@code ?} for each value
 * @param values which values those are
 */
public record PasswordUpdate(String sql, List<Value> values) {

  /** What such a statement is given. */
  public enum Value {
    NEW,
    ID,
    OLD
  }

  // What stands in quotes is text or a name, and "::" is a cast of PostgreSQL.
  private static final Pattern TOKEN =
      Pattern.compile("'[^']*'|\"[^\"]*\"|`[^`]*`|::|:(new|id|old)\\b|(\\?)");

  public PasswordUpdate {
    values = List.copyOf(values);
  }

  private static final String UPDATE =
      """
      UPDATE %1$s
         SET %2$s = ?
       WHERE %3$s = ?
         AND %2$s = ?
      """;

  /**
   * The statement for the column that the mapping names.
   *
   * @throws IllegalArgumentException if users are found by a query, which names no column
   */
  public static PasswordUpdate of(UserMapping mapping) {
    if (!(mapping.users() instanceof UserColumns columns)) {
      throw new IllegalArgumentException(
          "it must be known where passwords are stored: want users-update-password too");
    }
    return new PasswordUpdate(
        UPDATE.formatted(columns.table(), columns.password(), columns.id()),
        List.of(Value.values()));
  }

  /**
   * A statement with {@code :new}, {@code :id} and {@code :old}, each at least once, or with three
   * {@code ?} in that order.
   *
   * @throws IllegalArgumentException if it has neither
   */
  public static PasswordUpdate parse(String statement) {
    List<Value> named = new ArrayList<>();
    int positional = 0;
    StringBuilder sql = new StringBuilder();
    Matcher token = TOKEN.matcher(statement);
    while (token.find()) {
      if (token.group(1) != null) {
        named.add(Value.valueOf(token.group(1).toUpperCase(Locale.ROOT)));
        token.appendReplacement(sql, "?");
      } else if (token.group(2) != null) {
        positional++;
      }
    }
    token.appendTail(sql);
    if (named.isEmpty() && positional == Value.values().length) {
      return new PasswordUpdate(statement, List.of(Value.values()));
    }
    if (positional > 0 || !EnumSet.allOf(Value.class).equals(asSet(named))) {
      throw new IllegalArgumentException(
          "\"" + statement + "\": want :new, :id and :old, or three ? in that order");
    }
    return new PasswordUpdate(sql.toString(), named);
  }

  private static EnumSet<Value> asSet(List<Value> values) {
    EnumSet<Value> set = EnumSet.noneOf(Value.class);
    set.addAll(values);
    return set;
  }
}
