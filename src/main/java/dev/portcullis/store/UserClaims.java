package dev.portcullis.store;

import dev.portcullis.json.Json;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a user's row goes into tokens: text, whole numbers and booleans.
 *
 * <p>Nothing is cut, since half a name may be another's: what is NULL or out of bounds is left out,
 * and whoever relies on a claim misses it.
 */
final class UserClaims {
  /** Characters of a text. */
  static final int MAX_TEXT = 256;

  /** Bytes of JSON of all claims together: a token has to fit into a header. */
  static final int MAX_BYTES = 2048;

  private UserClaims() {}

  /** The claims in this row, each from the column with its label. */
  static Map<String, Object> read(ResultSet row, RowLabels labels, Map<String, String> claims)
      throws SQLException {
    Map<String, Object> read = new LinkedHashMap<>();
    for (Map.Entry<String, String> claim : claims.entrySet()) {
      Optional<RowLabels.Column> column = labels.find(claim.getValue());
      Optional<Object> value = column.isPresent() ? value(row, column.get()) : Optional.empty();
      if (value.isPresent()) {
        read.put(claim.getKey(), value.get());
        if (Json.write(read).length > MAX_BYTES) {
          read.remove(claim.getKey());
        }
      }
    }
    return Collections.unmodifiableMap(read);
  }

  /** Whether a column is of a type that can be a claim. */
  static boolean canBeClaim(RowLabels.Column column) {
    return isBoolean(column) || column.isWholeNumber() || isText(column);
  }

  private static Optional<Object> value(ResultSet row, RowLabels.Column column)
      throws SQLException {
    if (isBoolean(column)) {
      boolean truth = row.getBoolean(column.index());
      return row.wasNull() ? Optional.empty() : Optional.of(truth);
    }
    if (column.isWholeNumber()) {
      return wholeNumber(row.getBigDecimal(column.index()));
    }
    if (isText(column)) {
      return Sql.text(row, column).filter(UserClaims::isWithinBounds).map(text -> text);
    }
    return Optional.empty();
  }

  private static Optional<Object> wholeNumber(@Nullable BigDecimal number) {
    try {
      return number == null ? Optional.empty() : Optional.of(number.longValueExact());
    } catch (ArithmeticException e) { // More than 64 bits.
      return Optional.empty();
    }
  }

  private static boolean isWithinBounds(String text) {
    return text.length() <= MAX_TEXT
        && text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  private static boolean isBoolean(RowLabels.Column column) {
    return column.type() == Types.BOOLEAN || column.type() == Types.BIT;
  }

  private static boolean isText(RowLabels.Column column) {
    return switch (column.type()) {
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.CLOB,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.NCLOB ->
          true;
      default -> column.typeName().equals("uuid");
    };
  }
}
