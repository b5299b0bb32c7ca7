package dev.portcullis.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;

/** What users' ids are made of, and so how an id that came as text is given to the database. */
enum IdKind {
  /** Whole numbers. */
  NUMBER {
    @Override
    Optional<Object> value(String id) {
      try {
        return Optional.of(Long.valueOf(id));
      } catch (NumberFormatException e) { // No id of this table: a number is never made of it.
        return Optional.empty();
      }
    }
  },

  /** Text, UUIDs kept as text included. */
  TEXT {
    @Override
    Optional<Object> value(String id) {
      return Optional.of(id);
    }
  },

  /** A type {@code uuid}, which PostgreSQL and H2 do not compare with text. */
  UNIVERSAL {
    @Override
    Optional<Object> value(String id) {
      try {
        return Optional.of(UUID.fromString(id));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  };

  /** What to look for; empty if no row can have this id. */
  abstract Optional<Object> value(String id);

  /** An id that hardly anybody has, to try a query with. */
  Object nobody() {
    return switch (this) {
      case NUMBER -> 0L;
      case TEXT -> "";
      case UNIVERSAL -> new UUID(0, 0);
    };
  }

  /** The kind of the id column; empty if it is of a type that makes no good id. */
  static Optional<IdKind> read(Connection connection, UserMapping mapping) throws SQLException {
    String sql = "SELECT u.%s FROM %s u WHERE 1 = 0".formatted(mapping.idColumn(), mapping.table());
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet none = statement.executeQuery()) {
      return of(none.getMetaData());
    }
  }

  private static Optional<IdKind> of(ResultSetMetaData columns) throws SQLException {
    if (columns.getColumnTypeName(1).equalsIgnoreCase("uuid")) {
      return Optional.of(UNIVERSAL);
    }
    return switch (columns.getColumnType(1)) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Optional.of(NUMBER);
      case Types.NUMERIC, Types.DECIMAL ->
          columns.getScale(1) <= 0 ? Optional.of(NUMBER) : Optional.empty();
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR ->
          Optional.of(TEXT);
      default -> Optional.empty();
    };
  }
}
