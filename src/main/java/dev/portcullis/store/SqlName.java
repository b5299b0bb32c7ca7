package dev.portcullis.store;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name of a table or column that may stand in SQL: the only text that is ever pasted into it.
 *
 * <p>ASCII letters, digits, {@code _} and {@code $}, not beginning with a digit or {@code $}; one
 * or two dots may set a catalog or schema before a table. It stands in SQL unquoted, so a table
 * whose name is a reserved word of the database needs its schema before it.
 *
 * @param text the name as it stands in SQL
 */
public record SqlName(String text) {
  private static final String PART = "[A-Za-z_][A-Za-z0-9_$]{0,127}";
  private static final Pattern NAME = Pattern.compile(PART + "(?:\\." + PART + "){0,2}");
  private static final Pattern PREFIX = Pattern.compile("[a-z0-9_]{0,32}");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it is not of the form above
   */
  public SqlName {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no SQL name: want letters, digits, _ and $, such as auth_user");
    }
  }

  /**
   * The name of one of our own tables.
   *
   * @throws IllegalArgumentException if the prefix has anything but up to 32 of a-z, 0-9 and _
   */
  public static SqlName prefixed(String prefix, String table) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "\"" + prefix + "\" is no table prefix: want at most 32 of a-z, 0-9 and _");
    }
    return new SqlName(prefix + table);
  }

  /** Whether a schema stands before the name, as columns must not have it. */
  public boolean isQualified() {
    return text.indexOf('.') >= 0;
  }

  // By hand, here and wherever records are compared: JDK 17 keeps the class of the record whose
  // equals or hashCode was linked last, and with it the loader of an application that is gone.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SqlName name && text.equals(name.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The name alone, ready for SQL. */
  @Override
  public String toString() {
    return text;
  }
}
