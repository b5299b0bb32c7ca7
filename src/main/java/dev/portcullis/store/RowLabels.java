package dev.portcullis.store;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The columns of a query's answer by label, in any letter case, and what they are made of. */
final class RowLabels {

  /**
   * One column.
   *
   * @param index from 1, as JDBC counts
   * @param type one of {@link Types}
   * @param typeName what the database calls the type, in lower case
   * @param scale digits behind the point
   */
  record Column(int index, int type, String typeName, int scale) {

    /** Whether values are filled up with spaces that do not belong to them. */
    boolean isPadded() {
      return type == Types.CHAR || type == Types.NCHAR;
    }

    boolean isWholeNumber() {
      return switch (type) {
        case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> true;
        case Types.NUMERIC, Types.DECIMAL -> scale <= 0;
        default -> false;
      };
    }
  }

  private final List<Column> inOrder = new ArrayList<>();
  private final Map<String, Column> byLabel = new HashMap<>();

  private RowLabels() {}

  static RowLabels of(ResultSetMetaData answer) throws SQLException {
    RowLabels labels = new RowLabels();
    for (int i = 1; i <= answer.getColumnCount(); i++) {
      Column column =
          new Column(
              i,
              answer.getColumnType(i),
              answer.getColumnTypeName(i).toLowerCase(Locale.ROOT),
              answer.getScale(i));
      labels.inOrder.add(column);
      // Of two columns with one label JDBC means the first.
      labels.byLabel.putIfAbsent(answer.getColumnLabel(i).toLowerCase(Locale.ROOT), column);
    }
    return labels;
  }

  Optional<Column> find(String label) {
    return Optional.ofNullable(byLabel.get(label.toLowerCase(Locale.ROOT)));
  }

  /** The column at this index, whatever it is called. */
  Optional<Column> at(int index) {
    return Optional.ofNullable(inOrder.get(index - 1));
  }

  /** How many columns there are. */
  int size() {
    return inOrder.size();
  }
}
