package dev.portcullis.store;

import dev.portcullis.StoreException;
import dev.portcullis.store.UserReader.Found;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The application's users, where the application keeps them.
 *
 * <p>A user whom two rows have is nobody: there is no telling which of them is meant.
 */
public final class UserTable {
  private final Database database;
  private final UserMapping mapping;
  private final UserReader reader;
  private volatile @Nullable IdKind idKind;

  /** The users as the mapping says; whether the database has them is {@link #problems()}. */
  public UserTable(Database database, UserMapping mapping) {
    this.database = database;
    this.mapping = mapping;
    this.reader = new UserReader(mapping);
  }

  /**
   * The user who logs in with exactly this: the database may take {@code MAMUN} or {@code mamún}
   * for {@code mamun}, we do not.
   */
  public Optional<UserRow> findByLogin(String login) {
    // Asked before a connection is borrowed: two at once for one login can drain a pool for good.
    IdKind kind = idKind();
    return database.run(
        "finding a user by name",
        connection -> {
          // One who has it as name and as address is found twice.
          Map<String, UserRow> found = new HashMap<>();
          for (String sql : mapping.users().byLogin()) {
            List<Found> rows = rows(connection, sql, login, row -> row.logins().contains(login));
            if (rows.size() > 1) {
              return Optional.empty();
            }
            rows.forEach(row -> found.put(row.user().id(), row.user()));
          }
          return found.size() == 1
              ? Optional.of(withRoles(connection, kind, found.values().iterator().next()))
              : Optional.empty();
        });
  }

  /** The user with this id, in the very spelling of {@link UserRow#id()}. */
  public Optional<UserRow> findById(String id) {
    IdKind kind = idKind();
    Optional<Object> value = kind.value(id);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    return database.run(
        "finding a user by id",
        connection -> {
          String sql = mapping.users().byId();
          List<Found> rows = rows(connection, sql, value.get(), row -> row.user().id().equals(id));
          return rows.size() == 1
              ? Optional.of(withRoles(connection, kind, rows.get(0).user()))
              : Optional.empty();
        });
  }

  private List<Found> rows(
      Connection connection, String sql, Object value, Predicate<Found> isMeant)
      throws SQLException {
    try {
      return Sql.select(connection, sql, reader::read, value).stream()
          .filter(isMeant)
          .filter(row -> !row.user().id().isEmpty()) // Nobody could be told from another.
          .toList();
    } catch (SQLException e) {
      if (Sql.isOutsideColumn(e)) {
        return List.of();
      }
      throw e;
    }
  }

  private UserRow withRoles(Connection connection, IdKind kind, UserRow user) throws SQLException {
    List<Optional<String>> roles = new ArrayList<>();
    for (RoleSource source : mapping.roles()) {
      roles.addAll(
          Sql.select(
              connection,
              source.sql(),
              row -> UserReader.role(row, user),
              kind.value(user.id()).orElseThrow()));
    }
    return user.with(RoleText.roles(roles.stream().flatMap(Optional::stream)));
  }

  /** Whether ids are whole numbers, as JSON may then have them. */
  public boolean idsAreNumbers() {
    return idKind() == IdKind.NUMBER;
  }

  private IdKind idKind() {
    IdKind known = idKind;
    if (known == null) {
      known =
          database.run(
              "asking for the type of users' ids", c -> mapping.users().idKind(new Probe(c)));
      idKind = known;
    }
    return known;
  }

  /**
   * What in the mapping does not fit the database: one sentence each, with its mend; empty if all
   * is well.
   *
   * @throws StoreException if the database is away, so that nothing can be said
   */
  public List<String> problems() {
    return database.run(
        "looking over the users",
        connection -> new UserProblems(mapping, new Probe(connection)).find());
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
    SqlName table =
        mapping
            .ownTable()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "users of %s are the application's: make them there"
                            .formatted(mapping.users().place())));
    return database.inTransaction(
        "making a user",
        connection -> {
          long id = insertUser(connection, table, username, passwordHash, email);
          for (String role : roles) {
            Sql.execute(connection, INSERT_ROLE.formatted(table), id, role);
          }
          return id;
        });
  }

  private long insertUser(
      Connection connection,
      SqlName table,
      String username,
      String passwordHash,
      Optional<String> email)
      throws SQLException {
    String sql = INSERT.formatted(table);
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
