package dev.portcullis.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a column of the application's tells a moment. NULL is none. */
enum MomentKind {
  /**
   * Seconds since 1970, or milliseconds: what is less than a hundred thousand million is seconds,
   * which last until the year 5138 and would as milliseconds all lie before 1974.
   */
  NUMBER {
    @Override
    @Nullable Instant read(ResultSet row, int index, ZoneId zone) throws SQLException {
      BigDecimal number = row.getBigDecimal(index);
      if (number == null) {
        return null;
      }
      // Kept within the calendar: 9223372036854775807 is a way to say never.
      long value = number.min(MOST).max(MOST.negate()).longValue();
      return Math.abs(value) < 100_000_000_000L
          ? Instant.ofEpochSecond(value)
          : Instant.ofEpochMilli(value);
    }
  },

  /** A day, which means its first moment. */
  DAY {
    @Override
    @Nullable Instant read(ResultSet row, int index, ZoneId zone) throws SQLException {
      LocalDate day = isZeroDate(row, index) ? null : row.getObject(index, LocalDate.class);
      return day == null ? null : within(day.atStartOfDay(), zone);
    }
  },

  /** A day and a time that do not say in which zone. */
  LOCAL {
    @Override
    @Nullable Instant read(ResultSet row, int index, ZoneId zone) throws SQLException {
      LocalDateTime time =
          isZeroDate(row, index) ? null : row.getObject(index, LocalDateTime.class);
      return time == null ? null : within(time, zone);
    }
  },

  /** A moment that needs no zone. */
  ABSOLUTE {
    @Override
    @Nullable Instant read(ResultSet row, int index, ZoneId zone) throws SQLException {
      OffsetDateTime time = row.getObject(index, OffsetDateTime.class);
      return time == null ? null : within(time.toLocalDateTime(), time.getOffset());
    }
  };

  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  abstract @Nullable Instant read(ResultSet row, int index, ZoneId zone) throws SQLException;

  // What old MySQL tables have in place of NULL; unless told otherwise the driver throws at it.
  private static boolean isZeroDate(ResultSet row, int index) throws SQLException {
    String text = row.getString(index);
    return text != null && text.startsWith("0000-00-00");
  }

  // PostgreSQL's infinity comes as the last moment there is, in a zone in which it is beyond it.
  private static Instant within(LocalDateTime time, ZoneId zone) {
    if (time.getYear() > 9999) {
      return Instant.MAX;
    }
    return time.getYear() < -9999 ? Instant.MIN : time.atZone(zone).toInstant();
  }

  /** The kind of a column; empty if it tells no moment. */
  static Optional<MomentKind> of(RowLabels.Column column) {
    if (column.typeName().equals("timestamptz")) { // PostgreSQL's driver says just TIMESTAMP.
      return Optional.of(ABSOLUTE);
    }
    return switch (column.type()) {
      case Types.DATE -> Optional.of(DAY);
      case Types.TIMESTAMP -> Optional.of(LOCAL);
      case Types.TIMESTAMP_WITH_TIMEZONE -> Optional.of(ABSOLUTE);
      case Types.REAL, Types.FLOAT, Types.DOUBLE, Types.NUMERIC, Types.DECIMAL ->
          Optional.of(NUMBER);
      default -> column.isWholeNumber() ? Optional.of(NUMBER) : Optional.empty();
    };
  }
}
