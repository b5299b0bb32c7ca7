package dev.portcullis.boot;

import dev.portcullis.config.Settings;
import dev.portcullis.config.UsersSettings;
import dev.portcullis.store.SqlName;
import dev.portcullis.store.UserMapping;

/** Where the users are, from the words of the settings to those of the store. */
final class UserMappings {
  private UserMappings() {}

  /**
   * The mapping that the settings ask for.
   *
   * @throws IllegalArgumentException if a table, a column or a query cannot be used
   */
  static UserMapping of(Settings settings) {
    UsersSettings users = settings.users();
    return switch (users.layout()) {
      case PORTCULLIS -> UserMapping.portcullis(settings.database().tablePrefix());
      case CUSTOM ->
          new UserMapping(
              new SqlName(users.table().orElseThrow()),
              new SqlName(users.idColumn()),
              new SqlName(users.usernameColumn()),
              new SqlName(users.passwordColumn()),
              users.emailColumn().map(SqlName::new),
              users.activeColumn().map(SqlName::new),
              users.rolesQuery(),
              users.rolesColumn().map(SqlName::new),
              users.saltColumn().map(SqlName::new));
    };
  }
}
