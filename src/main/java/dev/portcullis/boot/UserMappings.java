package dev.portcullis.boot;

import dev.portcullis.config.Settings;
import dev.portcullis.config.UsersSettings;
import dev.portcullis.store.RoleSource;
import dev.portcullis.store.RolesQuery;
import dev.portcullis.store.RolesTable;
import dev.portcullis.store.SqlName;
import dev.portcullis.store.UserColumns;
import dev.portcullis.store.UserMapping;
import dev.portcullis.store.UserQueries;
import dev.portcullis.store.UserSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the users are, from the words of the settings to those of the store. */
final class UserMappings {
  private UserMappings() {}

  /**
   * The mapping that the settings ask for.
   *
   * @throws IllegalArgumentException if a table, a column or a query cannot be used
   */
  static UserMapping of(Settings settings) {
    Map<String, SqlName> claims = new LinkedHashMap<>();
    for (Map.Entry<String, String> claim : settings.jwt().claims().entrySet()) {
      claims.put(claim.getKey(), new SqlName(claim.getValue()));
    }
    return withoutClaims(settings).withClaims(claims);
  }

  private static UserMapping withoutClaims(Settings settings) {
    UsersSettings users = settings.users();
    if (users.layout() == UsersSettings.Layout.PORTCULLIS) {
      return UserMapping.portcullis(settings.database().tablePrefix());
    }
    return new UserMapping(
        source(users), roles(users.roles()), Set.copyOf(users.roles().fixed()), users.timeZone());
  }

  private static UserSource source(UsersSettings users) {
    List<SqlName> logins = new ArrayList<>();
    for (String column : users.logins()) {
      logins.add(new SqlName(column));
    }
    Map<SqlName, String> flags = new HashMap<>();
    for (Map.Entry<String, String> flag : users.roles().flags().entrySet()) {
      flags.put(new SqlName(flag.getKey()), flag.getValue());
    }
    if (users.queries().isPresent()) {
      UsersSettings.Queries queries = users.queries().get();
      return new UserQueries(queries.byLogin(), queries.byId(), logins, flags);
    }
    UsersSettings.Columns columns = users.columns();
    return new UserColumns(
        new SqlName(columns.table().orElseThrow()),
        new SqlName(columns.id()),
        new SqlName(columns.username()),
        new SqlName(columns.password()),
        logins,
        new UserColumns.OptionalColumns(
            name(columns.salt()),
            name(columns.email()),
            name(columns.active()),
            name(columns.lockedUntil()),
            name(columns.expiresAt()),
            name(columns.roles())),
        flags);
  }

  private static Optional<SqlName> name(Optional<String> column) {
    return column.map(SqlName::new);
  }

  private static List<RoleSource> roles(UsersSettings.Roles roles) {
    List<RoleSource> sources = new ArrayList<>();
    roles
        .table()
        .ifPresent(
            table ->
                sources.add(
                    new RolesTable(
                        new SqlName(table.name()),
                        new SqlName(table.userColumn()),
                        new SqlName(table.roleColumn()))));
    roles.query().ifPresent(query -> sources.add(new RolesQuery(query)));
    return sources;
  }
}
