package dev.portcullis.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys that nodes make when none is configured: per purpose, one row per generation. */
public final class KeyTable {
  private final Database database;
  private final SqlName table;

  /** The table {@code signing_key} with this prefix. */
  public KeyTable(Database database, String prefix) {
    this.database = database;
    this.table = SqlName.prefixed(prefix, "signing_key");
  }

  private static final String ALL =
      """
      SELECT kid, purpose, algorithm, material, created_at, generation
        FROM %s
       WHERE purpose = ?
       ORDER BY generation DESC
      """;

  /** The keys for this purpose, the newest first. */
  public List<KeyRow> all(String purpose) {
    List<KeyRow> rows = new ArrayList<>();
    for (KeyRow row :
        database.all("reading the keys", ALL.formatted(table), KeyTable::read, purpose)) {
      if (row.purpose().equals(purpose)) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** The newest key for this purpose. */
  public Optional<KeyRow> newest(String purpose) {
    List<KeyRow> rows = all(purpose);
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
  }

  /**
   * The database's clock, to the second: the one clock that all nodes have, whatever each believes
   * the time to be.
   *
   * @param otherwise for a database of which we do not know how to ask it
   */
  public InstantSource clock(InstantSource otherwise) {
    return () ->
        database
            .dialect()
            .secondsQuery()
            .flatMap(
                query -> database.first("reading the clock", query, row -> row.getBigDecimal(1)))
            .map(seconds -> Instant.ofEpochSecond(seconds.longValue()))
            .orElseGet(otherwise::instant);
  }

  private static final String INSERT =
      """
      INSERT INTO %s (kid, purpose, algorithm, material, created_at, generation)
      VALUES (?, ?, ?, ?, ?, ?)
      """;

  /**
   * Keeps a new key and says whether this call did: false if another node was first with this
   * generation, whose key is then the one to use.
   */
  public boolean insert(KeyRow row) {
    return database.insert(
        "keeping a key",
        INSERT.formatted(table),
        row.kid(),
        row.purpose(),
        row.algorithm(),
        row.material(),
        row.createdAt(),
        row.generation());
  }

  private static final String DELETE =
      """
      DELETE FROM %s
       WHERE kid = ?
      """;

  /** Deletes a key and says whether this call did. */
  public boolean delete(String kid) {
    return database.update("deleting a key", DELETE.formatted(table), kid) == 1;
  }

  private static KeyRow read(ResultSet row) throws SQLException {
    return new KeyRow(
        row.getString("kid"),
        row.getString("purpose"),
        row.getString("algorithm"),
        row.getString("material"),
        Sql.moment(row, "created_at"),
        row.getInt("generation"));
  }
}
