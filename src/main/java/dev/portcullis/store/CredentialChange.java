package dev.portcullis.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The change of a password together with all that ends by it: every session and every static token
 * of the user, in one transaction.
 *
 * <p>The user's row is written first, so of two changes at once the second waits there, finds
 * another password than it has read, and does nothing.
 */
public final class CredentialChange {
  private final Database database;
  private final PasswordColumn column;
  private final SessionTable sessions;
  private final TokenTable tokens;

  /** Passwords in {@code column}, with sessions and tokens in our own tables of this prefix. */
  public CredentialChange(Database database, PasswordColumn column, String prefix) {
    this.database = database;
    this.column = column;
    this.sessions = new SessionTable(database, prefix);
    this.tokens = new TokenTable(database, prefix);
  }

  /**
   * What is to be done.
   *
   * @param user whose password it is, with the one that was read
   * @param password what is stored of the new one
   * @param at now
   * @param revokedUntil when the last access token of the ended sessions ends by itself; empty if
   *     nobody has to be told
   * @param succession the session that asks, and the one that takes its place
   * @param keptToken the digest of the static token that stays
   */
  public record Order(
      UserRow user,
      String password,
      Instant at,
      Optional<Instant> revokedUntil,
      Optional<Succession> succession,
      Optional<String> keptToken) {}

  /**
   * One session in place of another.
   *
   * @param sid the id of the one that ends
   * @param successor the one that begins
   */
  public record Succession(String sid, SessionRow successor) {}

  /**
   * Does all of it and gives the ids of the sessions that have ended; or does nothing and gives
   * none, if the password or the asking session is another one by now.
   *
   * @throws dev.portcullis.StoreException if the database refuses; then nothing is done
   */
  public Optional<List<String>> make(Order order) {
    IdKind kind = column.idKind();
    return database.inTransaction(
        "changing a password",
        connection -> {
          if (!column.replace(connection, kind, order.user(), order.password())) {
            return Optional.empty();
          }
          Optional<List<String>> ended = replaceSessions(connection, order);
          if (ended.isEmpty()) {
            connection.rollback();
            return Optional.empty();
          }
          tokens.deleteOthers(connection, order.user().id(), order.keptToken());
          return ended;
        });
  }

  private Optional<List<String>> replaceSessions(Connection connection, Order order)
      throws SQLException {
    List<String> ended =
        sessions.endAll(connection, order.user().id(), order.at(), order.revokedUntil());
    if (order.succession().isPresent()) {
      Succession succession = order.succession().get();
      if (!ended.contains(succession.sid())) {
        return Optional.empty();
      }
      sessions.insert(connection, succession.successor());
    }
    return Optional.of(ended);
  }
}
