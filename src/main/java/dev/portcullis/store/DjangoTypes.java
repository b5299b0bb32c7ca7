package dev.portcullis.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What the columns of a table of Django's are made of here: that differs by database and by the
 * site's {@code DEFAULT_AUTO_FIELD} and {@code USE_TZ}.
 *
 * @param id what users' ids are made of
 * @param moment how moments are told; without a zone they are those of UTC
 */
record DjangoTypes(IdKind id, MomentKind moment) {

  /** The types of a table with a column {@code user_id} and this column of moments. */
  static DjangoTypes of(Connection connection, String table, String moment) throws SQLException {
    RowLabels labels =
        Sql.describe(connection, "SELECT user_id, %s FROM %s WHERE 1 = 0".formatted(moment, table));
    return new DjangoTypes(
        labels.at(1).flatMap(IdKind::of).orElse(IdKind.TEXT),
        labels
            .at(2)
            .flatMap(MomentKind::of)
            .orElseThrow(() -> new SQLDataException(moment + " tells no moment")));
  }

  /** A moment as the column takes it; Django, too, keeps microseconds. */
  Object value(Instant moment) {
    Instant kept = moment.truncatedTo(ChronoUnit.MICROS);
    return this.moment == MomentKind.ABSOLUTE
        ? kept.atOffset(ZoneOffset.UTC)
        : LocalDateTime.ofInstant(kept, ZoneOffset.UTC);
  }

  /** The moment in this column, if there is one. */
  Optional<Instant> moment(ResultSet row, String label) throws SQLException {
    return Optional.ofNullable(moment.read(row, row.findColumn(label), ZoneOffset.UTC));
  }

  /** The user's id in the column {@code user_id}, if there is one. */
  Optional<String> userId(ResultSet row) throws SQLException {
    RowLabels.Column column =
        RowLabels.of(row.getMetaData())
            .find("user_id")
            .orElseThrow(() -> new SQLDataException("no column of ids"));
    return Optional.of(id.text(row, column)).filter(text -> !text.isEmpty());
  }
}
