package dev.portcullis.store;

import dev.portcullis.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The application's users, where the application keeps them.
 *
 * <p>A user whom two rows have is nobody: there is no telling which of them is meant.
 */
public final class UserTable {
  private final Database database;
  private final UserMapping mapping;
  private final String columns;
  private volatile @Nullable IdKind idKind;

  /** The users as the mapping says; whether the database has them is {@link #problems()}. */
  public UserTable(Database database, UserMapping mapping) {
    this.database = database;
    this.mapping = mapping;
    this.columns =
        Stream.of(
                Optional.of("u." + mapping.idColumn() + " AS id"),
                Optional.of("u." + mapping.usernameColumn() + " AS username"),
                Optional.of("u." + mapping.passwordColumn() + " AS password"),
                mapping.emailColumn().map(column -> "u." + column + " AS email"),
                mapping.activeColumn().map(column -> "u." + column + " AS active"),
                mapping.rolesColumn().map(column -> "u." + column + " AS roles"),
                mapping.saltColumn().map(column -> "u." + column + " AS salt"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
  }

  // Behind a dot a reserved word is a column, or on H2 an error, but never a function: a bare
  // "user" is on PostgreSQL and H2 the name of the database's own user, equal in every row.
  private static final String FIND =
      """
      SELECT %s
        FROM %s u
       WHERE u.%s = ?
      """;

  /**
   * The user with exactly this name: the database may take {@code MAMUN} or {@code mamún} for
   * {@code mamun}, we do not.
   */
  public Optional<UserRow> findByUsername(String username) {
    return find(
        "finding a user by name",
        mapping.usernameColumn(),
        username,
        row -> row.username().equals(username));
  }

  /** The user with this id, in the very spelling of {@link UserRow#id()}. */
  public Optional<UserRow> findById(String id) {
    return idKind()
        .value(id)
        .flatMap(
            value ->
                find(
                    "finding a user by id", mapping.idColumn(), value, row -> row.id().equals(id)));
  }

  private Optional<UserRow> find(
      String doing, SqlName column, Object value, Predicate<UserRow> isMeant) {
    // Asked before a connection is borrowed: two at once for one login can drain a pool for good.
    IdKind kind = idKind();
    return database.run(
        doing,
        connection -> {
          List<UserRow> rows =
              candidates(connection, column, value).stream().filter(isMeant).toList();
          return rows.size() == 1
              ? Optional.of(withRoles(connection, kind, rows.get(0)))
              : Optional.empty();
        });
  }

  private List<UserRow> candidates(Connection connection, SqlName column, Object value)
      throws SQLException {
    try {
      return Sql.select(
          connection, FIND.formatted(columns, mapping.table(), column), this::read, value);
    } catch (SQLException e) {
      if (Sql.isOutsideCharset(e)) {
        return List.of();
      }
      throw e;
    }
  }

  private UserRow read(ResultSet row) throws SQLException {
    return new UserRow(
        Sql.text(row, "id").orElse(""),
        Sql.text(row, "username").orElse(""),
        Sql.text(row, "password").orElse(""),
        mapping.emailColumn().isPresent() ? Sql.text(row, "email") : Optional.empty(),
        mapping.activeColumn().isEmpty() || isYes(row.getObject("active")),
        mapping.rolesColumn().isPresent()
            ? roles(Stream.of(Sql.text(row, "roles").orElse("").split(",")))
            : Set.of(),
        mapping.saltColumn().isPresent() ? Sql.text(row, "salt") : Optional.empty());
  }

  // Drivers make of a flag what they like: MySQL's a Boolean of TINYINT(1) and a number of TINYINT.
  private static boolean isYes(@Nullable Object flag) {
    if (flag instanceof Boolean yes) {
      return yes;
    }
    if (flag instanceof Number number) {
      return number.longValue() == 1;
    }
    return flag instanceof String text
        && Set.of("Y", "y", "T", "t", "TRUE", "true", "1").contains(text.strip());
  }

  private static Set<String> roles(Stream<String> texts) {
    return texts.map(String::strip).filter(role -> !role.isEmpty()).collect(Collectors.toSet());
  }

  private UserRow withRoles(Connection connection, IdKind kind, UserRow user) throws SQLException {
    if (mapping.rolesQuery().isEmpty()) {
      return user;
    }
    List<String> roles =
        Sql.select(
            connection,
            mapping.rolesQuery().get(),
            row -> Optional.ofNullable(row.getString(1)).orElse(""),
            kind.value(user.id()));
    return new UserRow(
        user.id(),
        user.username(),
        user.password(),
        user.email(),
        user.active(),
        roles(roles.stream()),
        user.salt());
  }

  /** Whether ids are whole numbers, as JSON may then have them. */
  public boolean idsAreNumbers() {
    return idKind() == IdKind.NUMBER;
  }

  private IdKind idKind() {
    IdKind known = idKind;
    if (known == null) {
      known =
          database
              .run("asking for the type of users' ids", c -> IdKind.read(c, mapping))
              .orElse(IdKind.TEXT);
      idKind = known;
    }
    return known;
  }

  /**
   * What in the mapping does not fit the database: one sentence each, with its mend; empty if all
   * is well.
   *
   * <p>Every query is run once, since MySQL's driver lets the server see it no earlier.
   *
   * @throws StoreException if the database is away, so that nothing can be said
   */
  public List<String> problems() {
    UserProblems problems =
        new UserProblems(
            mapping, FIND.formatted(columns, mapping.table(), mapping.usernameColumn()));
    return database.run("looking over the table of users", problems::of);
  }

  private static final String INSERT =
      """
      INSERT INTO %s (username, password, email, active)
      VALUES (?, ?, ?, ?)
      """;

  private static final String INSERT_ROLE =
      """
      INSERT INTO %s_role (user_id, role)
      VALUES (?, ?)
      """;

  /**
   * Makes a user in our own tables, with roles or not at all, and gives the id.
   *
   * @throws IllegalStateException if the tables are not our own, or the name is taken
   */
  public long insert(
      String username, String passwordHash, Optional<String> email, Set<String> roles) {
    if (!mapping.hasOwnRoles()) {
      throw new IllegalStateException(
          "users of table " + mapping.table() + " are the application's: make them there");
    }
    return database.inTransaction(
        "making a user",
        connection -> {
          long id = insertUser(connection, username, passwordHash, email);
          for (String role : roles) {
            Sql.execute(connection, INSERT_ROLE.formatted(mapping.table()), id, role);
          }
          return id;
        });
  }

  private long insertUser(
      Connection connection, String username, String passwordHash, Optional<String> email)
      throws SQLException {
    String sql = INSERT.formatted(mapping.table());
    try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {"id"})) {
      Sql.bind(statement, username, passwordHash, email, true);
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    } catch (SQLException e) {
      if (Sql.isDuplicateKey(e)) {
        throw new IllegalStateException("this username is taken", e);
      }
      throw e;
    }
  }
}
