package dev.portcullis.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the tables of users are called at a well-known origin: nothing but values for parameters
 * that nobody has to write, and each of which can be given to override it.
 *
 * @param values the values by the name of the parameter
 */
record UsersPreset(Map<String, String> values) {

  /** No values: our own tables, or an application that names everything itself. */
  static final UsersPreset NONE = new UsersPreset(Map.of());

  /**
   * Django's {@code django.contrib.auth}: the table {@code auth_user}, its flags and groups.
   *
   * <p>A user is known by the names of the groups as roles, and by {@code staff} and {@code admin}
   * for the flags that open Django's own admin site.
   */
  static final UsersPreset DJANGO =
      new UsersPreset(
          Map.of(
              "users-table", "auth_user",
              "id-column", "id",
              "username-column", "username",
              "password-column", "password",
              "email-column", "email",
              "active-column", "is_active",
              "role-flags", "is_staff:staff, is_superuser:admin",
              "roles-query",
                  "SELECT g.name FROM auth_user_groups m JOIN auth_group g ON g.id = m.group_id"
                      + " WHERE m.user_id = ?"));

  /**
   * Spring Security's {@code JdbcDaoImpl} as it comes: {@code users} and {@code authorities}, in
   * which the name is also the id.
   */
  static final UsersPreset SPRING =
      new UsersPreset(
          Map.of(
              "users-table", "users",
              "id-column", "username",
              "username-column", "username",
              "password-column", "password",
              "active-column", "enabled",
              "roles-table", "authorities",
              "roles-user-column", "username",
              "roles-role-column", "authority"));

  /** The same after {@code setEnableGroups(true)}: the authorities of the user's groups too. */
  static final UsersPreset SPRING_GROUPS =
      SPRING.with(
          "roles-query",
          "SELECT a.authority, m.username FROM group_members m"
              + " JOIN group_authorities a ON a.group_id = m.group_id WHERE m.username = ?");

  /**
   * Tomcat's {@code DataSourceRealm} with the names of Tomcat's documentation, in which the name is
   * also the id.
   */
  static final UsersPreset TOMCAT =
      new UsersPreset(
          Map.of(
              "users-table", "users",
              "id-column", "user_name",
              "username-column", "user_name",
              "password-column", "user_pass",
              "roles-table", "user_roles",
              "roles-user-column", "user_name",
              "roles-role-column", "role_name"));

  /**
   * Shiro's {@code JdbcRealm} with its default queries, in which the name is also the id. The salt
   * is no part of it, as in Shiro: {@code SaltStyle.COLUMN} is {@code salt-column=password_salt}.
   */
  static final UsersPreset SHIRO =
      new UsersPreset(
          Map.of(
              "users-table", "users",
              "id-column", "username",
              "username-column", "username",
              "password-column", "password",
              "roles-table", "user_roles",
              "roles-user-column", "username",
              "roles-role-column", "role_name"));

  /** Copies the values. */
  UsersPreset {
    values = Map.copyOf(values);
  }

  private UsersPreset with(String name, String value) {
    Map<String, String> more = new HashMap<>(values);
    more.put(name, value);
    return new UsersPreset(more);
  }

  /** What a layout gives for the parameters that are not given. */
  static UsersPreset of(UsersSettings.Layout layout) {
    return switch (layout) {
      case PORTCULLIS, CUSTOM -> NONE;
      case DJANGO -> DJANGO;
      case SPRING -> SPRING;
      case SPRING_GROUPS -> SPRING_GROUPS;
      case TOMCAT -> TOMCAT;
      case SHIRO -> SHIRO;
    };
  }

  /** The text that the preset has for a parameter. */
  Optional<String> text(Parameter<?> parameter) {
    return Optional.ofNullable(values.get(parameter.name()));
  }
}
