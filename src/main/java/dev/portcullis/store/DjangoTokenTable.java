package dev.portcullis.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Django REST Framework's table of static tokens, {@code authtoken_token}: one row per user, the
 * token in clear.
 */
public final class DjangoTokenTable {
  private static final String NAME = "authtoken_token";

  private final Database database;
  private final DjangoColumns columns;

  /** The table in this database; whether it is there is {@link #problems()}. */
  public DjangoTokenTable(Database database) {
    this.database = database;
    this.columns = new DjangoColumns(database, NAME, "created");
  }

  // "key" is a reserved word of MySQL.
  private String sql(String statement) {
    return statement.replace("{key}", database.dialect().quoted("key")).formatted(NAME);
  }

  private static final String FIND =
      """
      SELECT t.{key} AS token, t.user_id
        FROM %s t
       WHERE t.{key} = ?
      """;

  /** The row of exactly this token: a collation that ignores case lets nobody in. */
  public Optional<DjangoTokenRow> find(String key) {
    DjangoTypes known = types();
    return database
        .first("finding a token", sql(FIND), row -> read(row, known), key)
        .filter(row -> MessageDigest.isEqual(row.key().getBytes(UTF_8), key.getBytes(UTF_8)));
  }

  private static final String FIND_BY_USER =
      """
      SELECT t.{key} AS token, t.user_id
        FROM %s t
       WHERE t.user_id = ?
      """;

  /** The user's row. */
  public Optional<DjangoTokenRow> findByUser(String userId) {
    DjangoTypes known = types();
    return known
        .id()
        .value(userId)
        .flatMap(
            id ->
                database.first(
                    "finding a user's token", sql(FIND_BY_USER), row -> read(row, known), id))
        .filter(row -> row.userId().equals(userId));
  }

  private static final String INSERT =
      """
      INSERT INTO %s ({key}, created, user_id)
      VALUES (?, ?, ?)
      """;

  /**
   * Keeps a new token and says whether this call did: false if the user has one, or the token is
   * there. Of two concurrent calls for one user only one gets true.
   */
  public boolean insert(DjangoTokenRow row, Instant created) {
    DjangoTypes known = types();
    Optional<Object> id = known.id().value(row.userId());
    return id.isPresent()
        && database.insert(
            "keeping a token", sql(INSERT), row.key(), known.value(created), id.get());
  }

  private static final String DELETE =
      """
      DELETE FROM %s
       WHERE {key} = ?
      """;

  /** Deletes exactly this token and says whether this call did. */
  public boolean delete(String key) {
    // The key is unique by the collation, too: where this row is, no other is like it.
    return find(key).isPresent() && database.update("deleting a token", sql(DELETE), key) == 1;
  }

  /** What is not as Django's migrations make it: one sentence each; empty if all is well. */
  public List<String> problems() {
    DjangoTable table =
        new DjangoTable(
            NAME,
            "authtoken",
            "rest_framework.authtoken",
            List.of(database.dialect().quoted("key"), "created", "user_id"),
            true);
    return database.run("looking over Django's tables", table::problems);
  }

  private DjangoTypes types() {
    return columns.types();
  }

  private static DjangoTokenRow read(ResultSet row, DjangoTypes types) throws SQLException {
    return new DjangoTokenRow(
        row.getString("token"),
        types.userId(row).orElseThrow(() -> new SQLDataException("a token of nobody")));
  }
}
