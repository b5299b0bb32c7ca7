package dev.portcullis.store;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Spells a mapping to a table, as far as a test differs from {@code id, username, password}. */
final class Mapped {
  private final SqlName table;
  private SqlName id = new SqlName("id");
  private SqlName username = new SqlName("username");
  private SqlName password = new SqlName("password");
  private List<SqlName> logins = List.of();
  private Optional<SqlName> salt = Optional.empty();
  private Optional<SqlName> email = Optional.empty();
  private Optional<SqlName> active = Optional.empty();
  private Optional<SqlName> lockedUntil = Optional.empty();
  private Optional<SqlName> expiresAt = Optional.empty();
  private Optional<SqlName> roles = Optional.empty();
  private Map<SqlName, String> flags = Map.of();
  private final List<RoleSource> roleSources = new ArrayList<>();
  private Set<String> fixedRoles = Set.of();
  private ZoneId zone = ZoneOffset.UTC;

  Mapped(String table) {
    this.table = new SqlName(table);
  }

  Mapped id(String column) {
    id = new SqlName(column);
    return this;
  }

  Mapped username(String column) {
    username = new SqlName(column);
    return this;
  }

  Mapped password(String column) {
    password = new SqlName(column);
    return this;
  }

  Mapped logins(String... columns) {
    logins = List.of(columns).stream().map(SqlName::new).toList();
    return this;
  }

  Mapped salt(String column) {
    salt = Optional.of(new SqlName(column));
    return this;
  }

  Mapped email(String column) {
    email = Optional.of(new SqlName(column));
    return this;
  }

  Mapped active(String column) {
    active = Optional.of(new SqlName(column));
    return this;
  }

  Mapped lockedUntil(String column) {
    lockedUntil = Optional.of(new SqlName(column));
    return this;
  }

  Mapped expiresAt(String column) {
    expiresAt = Optional.of(new SqlName(column));
    return this;
  }

  Mapped roles(String column) {
    roles = Optional.of(new SqlName(column));
    return this;
  }

  Mapped roles(RoleSource source) {
    roleSources.add(source);
    return this;
  }

  Mapped flags(Map<SqlName, String> columns) {
    flags = columns;
    return this;
  }

  Mapped fixedRoles(String... always) {
    fixedRoles = Set.of(always);
    return this;
  }

  Mapped zone(ZoneId ofTimes) {
    zone = ofTimes;
    return this;
  }

  UserMapping mapping() {
    return new UserMapping(
        new UserColumns(
            table,
            id,
            username,
            password,
            logins.isEmpty() ? List.of(username) : logins,
            new UserColumns.OptionalColumns(salt, email, active, lockedUntil, expiresAt, roles),
            flags),
        roleSources,
        fixedRoles,
        zone);
  }
}
