package dev.portcullis.store;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * What users' ids are made of: how an id becomes text, and how an id that came as text is given to
 * the database.
 */
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
      return uuid(id).map(uuid -> uuid);
    }
  },

  /** Bytes: sixteen are written as a UUID, any other number in hexadecimal. */
  BINARY {
    @Override
    Optional<Object> value(String id) {
      Optional<UUID> uuid = uuid(id);
      if (uuid.isPresent()) {
        return Optional.of(
            ByteBuffer.allocate(16)
                .putLong(uuid.get().getMostSignificantBits())
                .putLong(uuid.get().getLeastSignificantBits())
                .array());
      }
      try {
        return Optional.of(HexFormat.of().parseHex(id));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    @Override
    String text(ResultSet row, RowLabels.Column column) throws SQLException {
      byte[] bytes = row.getBytes(column.index());
      if (bytes == null) {
        return "";
      }
      if (bytes.length != 16) {
        return HexFormat.of().formatHex(bytes);
      }
      ByteBuffer halves = ByteBuffer.wrap(bytes);
      return new UUID(halves.getLong(), halves.getLong()).toString();
    }
  };

  /** What to look for; empty if no row can have this id. */
  abstract Optional<Object> value(String id);

  /** The id in a column of this kind, as text; empty text if there is none. */
  String text(ResultSet row, RowLabels.Column column) throws SQLException {
    return Sql.text(row, column).orElse("");
  }

  /** An id that hardly anybody has, to try a query with. */
  Object nobody() {
    return switch (this) {
      case NUMBER -> 0L;
      case TEXT -> "";
      case UNIVERSAL -> new UUID(0, 0);
      case BINARY -> new byte[0];
    };
  }

  /** The kind of a column; empty if it is of a type that makes no good id. */
  static Optional<IdKind> of(RowLabels.Column column) {
    if (column.typeName().equals("uuid")) {
      return Optional.of(UNIVERSAL);
    }
    if (column.isWholeNumber()) {
      return Optional.of(NUMBER);
    }
    return switch (column.type()) {
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR ->
          Optional.of(TEXT);
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> Optional.of(BINARY);
      default -> Optional.empty();
    };
  }

  private static Optional<UUID> uuid(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
