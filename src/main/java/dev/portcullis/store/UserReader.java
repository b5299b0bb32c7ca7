package dev.portcullis.store;

import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes users of the rows that a mapping's queries give. */
final class UserReader {
  private static final Set<String> YES = Set.of("Y", "y", "T", "t", "TRUE", "true", "1");

  private final UserSource source;
  private final Set<String> fixedRoles;
  private final ZoneId zone;

  UserReader(UserMapping mapping) {
    this.source = mapping.users();
    this.fixedRoles = mapping.fixedRoles();
    this.zone = mapping.zone();
  }

  /**
   * A user and what that user logs in with.
   *
   * @param logins the texts in the columns for it
   */
  record Found(UserRow user, Set<String> logins) {}

  Found read(ResultSet row) throws SQLException {
    RowLabels labels = RowLabels.of(row.getMetaData());
    Set<String> roles = new HashSet<>(fixedRoles);
    roles.addAll(RoleText.parse(text(row, labels, "roles").orElse("")));
    for (Map.Entry<String, String> flag : source.flagLabels().entrySet()) {
      if (isYes(row, labels, flag.getKey()).orElse(false)) {
        roles.add(flag.getValue());
      }
    }
    UserRow user =
        new UserRow(
            id(row, labels.find("id")),
            text(row, labels, "username").orElse(""),
            text(row, labels, "password").orElse(""),
            text(row, labels, "salt"),
            text(row, labels, "email"),
            new UserState(
                isYes(row, labels, "active").orElse(true),
                moment(row, labels, "locked_until"),
                moment(row, labels, "expires_at")),
            roles,
            UserClaims.read(row, labels, source.claimLabels()));
    return new Found(user, logins(row, labels));
  }

  /** The role in a row of {@link RoleSource#sql()}, if the row is the user's. */
  static Optional<String> role(ResultSet row, UserRow user) throws SQLException {
    RowLabels labels = RowLabels.of(row.getMetaData());
    if (labels.size() > 1 && !id(row, labels.at(2)).equals(user.id())) {
      return Optional.empty();
    }
    return Sql.text(row, labels.at(1).orElseThrow());
  }

  private static String id(ResultSet row, Optional<RowLabels.Column> column) throws SQLException {
    RowLabels.Column known = column.orElseThrow(() -> new SQLDataException("no column of ids"));
    return IdKind.of(known).orElse(IdKind.TEXT).text(row, known);
  }

  private Set<String> logins(ResultSet row, RowLabels labels) throws SQLException {
    Set<String> logins = new HashSet<>();
    for (String label : source.loginLabels()) {
      text(row, labels, label).ifPresent(logins::add);
    }
    return logins;
  }

  private static Optional<String> text(ResultSet row, RowLabels labels, String label)
      throws SQLException {
    Optional<RowLabels.Column> column = labels.find(label);
    return column.isPresent() ? Sql.text(row, column.get()) : Optional.empty();
  }

  /** Empty if there is no such column; a column with nothing in it says no. */
  private static Optional<Boolean> isYes(ResultSet row, RowLabels labels, String label)
      throws SQLException {
    Optional<RowLabels.Column> column = labels.find(label);
    return column.isPresent()
        ? Optional.of(isYes(row.getObject(column.get().index())))
        : Optional.empty();
  }

  // Drivers make of a flag what they like: MySQL's a Boolean of TINYINT(1) and a number of TINYINT.
  private static boolean isYes(@Nullable Object flag) {
    if (flag instanceof Boolean yes) {
      return yes;
    }
    if (flag instanceof Number number) {
      return number.longValue() == 1;
    }
    return flag instanceof String text && YES.contains(text.strip());
  }

  private Optional<Instant> moment(ResultSet row, RowLabels labels, String label)
      throws SQLException {
    Optional<RowLabels.Column> column = labels.find(label);
    if (column.isEmpty()) {
      return Optional.empty();
    }
    MomentKind kind =
        MomentKind.of(column.get())
            .orElseThrow(() -> new SQLDataException(label + " tells no moment"));
    return Optional.ofNullable(kind.read(row, column.get().index(), zone));
  }
}
