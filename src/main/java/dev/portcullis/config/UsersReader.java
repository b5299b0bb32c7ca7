package dev.portcullis.config;

import java.util.List;

/** Makes the settings of the users of what is given, once all of it is known to be well. */
final class UsersReader {
  private final GivenValues values;

  UsersReader(GivenValues values) {
    this.values = values;
  }

  UsersSettings read() {
    boolean own = values.isGiven(Parameter.USERS_QUERY);
    return new UsersSettings(
        values.get(Parameter.USERS_LAYOUT),
        values
            .find(Parameter.USERS_QUERY)
            .map(
                byLogin ->
                    new UsersSettings.Queries(byLogin, values.get(Parameter.USERS_BY_ID_QUERY))),
        columns(),
        values.find(Parameter.UPDATE_PASSWORD),
        values
            .find(Parameter.LOGIN_COLUMNS)
            .orElseGet(() -> List.of(own ? "username" : values.get(Parameter.USERNAME_COLUMN))),
        roles(),
        values.get(Parameter.USERS_TIME_ZONE));
  }

  private UsersSettings.Columns columns() {
    return new UsersSettings.Columns(
        values.find(Parameter.USERS_TABLE),
        values.get(Parameter.ID_COLUMN),
        values.get(Parameter.USERNAME_COLUMN),
        values.get(Parameter.PASSWORD_COLUMN),
        values.find(Parameter.SALT_COLUMN),
        values.find(Parameter.EMAIL_COLUMN),
        values.find(Parameter.ACTIVE_COLUMN),
        values.find(Parameter.LOCKED_UNTIL_COLUMN),
        values.find(Parameter.EXPIRES_AT_COLUMN),
        values.find(Parameter.ROLES_COLUMN));
  }

  private UsersSettings.Roles roles() {
    return new UsersSettings.Roles(
        values.find(Parameter.ROLES_QUERY),
        values
            .find(Parameter.ROLES_TABLE)
            .map(
                table ->
                    new UsersSettings.Roles.Table(
                        table,
                        values.get(Parameter.ROLES_USER_COLUMN),
                        values.get(Parameter.ROLES_ROLE_COLUMN))),
        values.get(Parameter.ROLE_FLAGS),
        values.get(Parameter.FIXED_ROLES));
  }
}
