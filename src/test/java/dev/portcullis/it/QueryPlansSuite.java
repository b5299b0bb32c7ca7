package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.session.Purge;
import dev.portcullis.store.AuditTable;
import dev.portcullis.store.ConnectionPool;
import dev.portcullis.store.Database;
import dev.portcullis.store.FailedLoginRow;
import dev.portcullis.store.FailedLoginTable;
import dev.portcullis.store.LeaseTable;
import dev.portcullis.store.PoolSettings;
import dev.portcullis.store.RevocationTable;
import dev.portcullis.store.Schema;
import dev.portcullis.store.SessionTable;
import dev.portcullis.store.TokenTable;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.RecordingDriver;
import dev.portcullis.testing.RecordingDriver.Statement;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * No statement that is run for a request, or again and again in the background, reads a whole
 * table.
 *
 * <p>The statements are not listed here: they are those that a gate runs on a large database.
 */
abstract class QueryPlansSuite {
  private static final int ROWS = 20_000;

  /** A handful of rows, for which no database bothers with an index. */
  private static final Set<String> SMALL = Set.of("portcullis_signing_key", "portcullis_lease");

  /**
   * Which static tokens are over, {@code TokenTable.FIND_OVER}, is asked by one node, once a
   * minute, and only with {@code token-lifetime} or {@code token-idle}; it looks at a row per user.
   * An index on when a token was last used would have to be written at every such use.
   */
  private static final String MAY_SCAN =
      "SELECT digest FROM portcullis_token WHERE created_at < ? OR last_used_at < ?";

  private TestDatabase database;
  private JettyApps apps;
  private Client rotating;
  private Client steady;

  /** A new and empty database on a server. */
  abstract TestDatabase newDatabase();

  /** Makes sure that the database knows how large its tables are. */
  abstract List<String> analyzing(List<String> tables);

  /** The tables of which the statement reads every row, or every entry of an index. */
  abstract Set<String> scanned(Connection connection, Statement statement) throws SQLException;

  @BeforeEach
  void start() throws Exception {
    database = newDatabase();
    SampleUsers.insertCheaplyInto(database);
    try (Database own = database.open()) {
      new Schema(own, "portcullis_", true).create(true);
    }
    fill();
    RecordingDriver.begin(database.driver());
    Map<String, String> parameters = database.parameters();
    parameters.put("jdbc-driver", RecordingDriver.class.getName());
    parameters.put("refresh-rotate", "true");
    parameters.put("password-change", "true");
    parameters.put("audit-table", "true");
    apps = new JettyApps().add("/rotating", Map.copyOf(parameters));
    parameters.put("refresh-rotate", "false");
    parameters.put("revocation", "false");
    parameters.put("token-idle", "10d");
    parameters.put("password-upgrade", "true");
    parameters.put("password-encoding", "pbkdf2_sha256$2000");
    apps.add("/steady", Map.copyOf(parameters)).start();
    rotating = new Client(apps.url() + "/rotating");
    steady = new Client(apps.url() + "/steady");
    RecordingDriver.begin(database.driver()); // What a start asks is asked once.
  }

  @AfterEach
  void stop() {
    apps.close();
    database.close();
  }

  @Test
  void noStatementReadsAWholeTable() throws SQLException {
    useEverything();
    purge();
    List<Statement> recorded = RecordingDriver.recorded();

    assertThat(recorded).extracting(QueryPlansSuite::text).containsAll(knownStatements());
    List<String> scans = new ArrayList<>();
    try (Connection connection = database.connect()) {
      for (Statement statement : recorded) {
        if (text(statement).startsWith("INSERT") || !text(statement).contains(" portcullis_")) {
          continue;
        }
        Set<String> tables = new TreeSet<>(scanned(connection, statement));
        tables.removeAll(SMALL);
        if (!tables.isEmpty()) {
          scans.add(text(statement));
        }
      }
    }
    System.out.printf(
        "%s: %d statements on tables of %d rows, of which these read all rows: %s%n",
        getClass().getSimpleName(), recorded.size(), ROWS, scans);
    // Exactly: the one that may shows that a scan is seen.
    assertThat(scans).containsExactly(MAY_SCAN);
  }

  private void useEverything() {
    Answer pair = login(rotating, "/auth/token/");
    String bearer = "Bearer " + pair.text("access");
    assertThat(refresh(rotating, pair.text("refresh")).status()).isEqualTo(200);
    assertThat(rotating.get("/auth/profile/", "Authorization", bearer).status()).isEqualTo(200);
    assertThat(rotating.get("/auth/sessions/", "Authorization", bearer).status()).isEqualTo(200);
    assertThat(rotating.postJson("/auth/verify/", Map.of("token", pair.text("refresh"))).status())
        .isEqualTo(200);

    Answer kept = login(steady, "/auth/token/"); // And the password is stored anew.
    String token = login(steady, "/auth/api-token-auth/").text("token");
    database.execute(
        "UPDATE portcullis_session SET last_used_at = last_used_at - 432000000 WHERE jti NOT LIKE 'j%'",
        "UPDATE portcullis_token SET last_used_at = last_used_at - 432000000 WHERE user_id = '1'");
    assertThat(refresh(steady, kept.text("refresh")).status()).isEqualTo(200);
    assertThat(steady.get("/auth/profile/", "Authorization", "Token " + token).status())
        .isEqualTo(200);
    assertThat(
            steady
                .postJson(
                    "/auth/logout/",
                    Map.of("refresh", kept.text("refresh")),
                    "Authorization",
                    "Bearer " + kept.text("access"))
                .status())
        .isEqualTo(200);

    Answer before = login(rotating, "/auth/token/");
    Answer last =
        rotating.postJson(
            "/auth/password/",
            Map.of("old_password", "1234", "new_password", "changed-1234"),
            "Authorization",
            "Bearer " + before.text("access"));
    assertThat(last.status()).isEqualTo(200);
    assertThat(login(rotating, "/auth/token/").status()).isEqualTo(401);
    assertThat(
            rotating
                .send("POST", "/auth/logout/all/", "Authorization", "Bearer " + last.text("access"))
                .status())
        .isEqualTo(200);
    // The poll comes every second, and the next has begun after this.
    await(1_500);
  }

  /** As {@code Assembly} composes it, but not only after a minute. */
  private void purge() {
    PoolSettings settings =
        new PoolSettings(
            database.jdbcUrl(),
            Optional.of(database.username()),
            Optional.of(database.password()),
            Optional.of(RecordingDriver.class.getName()),
            2,
            Duration.ofSeconds(10));
    try (Database recorded = new Database(new ConnectionPool(settings, false))) {
      TokenTable tokens = new TokenTable(recorded, "portcullis_");
      List<Purge.Expired> expired =
          List.of(
              new RevocationTable(recorded, "portcullis_")::deleteOver,
              new SessionTable(recorded, "portcullis_")::deleteExpired,
              (before, limit) -> tokens.deleteOver(before.minusSeconds(86_400), before, limit),
              new AuditTable(recorded, "portcullis_")::deleteBefore,
              countFailures(new FailedLoginTable(recorded, "portcullis_"))::deleteOver);
      int deleted =
          new Purge(
                  new LeaseTable(recorded, "portcullis_"),
                  expired,
                  Duration.ofMinutes(10),
                  InstantSource.system())
              .run();
      assertThat(deleted).isGreaterThan(100);
    }
    fillAgain();
  }

  /** Some of what the throttle does wants many failures to come about. */
  private static FailedLoginTable countFailures(FailedLoginTable table) {
    Instant now = Instant.now();
    table.count("one", now.minusSeconds(60), now, now.plusSeconds(60));
    FailedLoginRow one = table.find("one", "two", "three").get("one");
    assertThat(table.claim("one", one, now, now.plusSeconds(60))).isTrue();
    table.release("one");
    table.forgive("one", now.plusSeconds(60));
    table.reset("one", now, now.plusSeconds(60));
    return table;
  }

  /** Of the classes whose tables grow, so that none is forgotten above. */
  private static Set<String> knownStatements() {
    Set<String> known = new TreeSet<>();
    for (Map.Entry<Class<?>, String> table :
        Map.<Class<?>, String>of(
                SessionTable.class, "portcullis_session",
                TokenTable.class, "portcullis_token",
                RevocationTable.class, "portcullis_revocation",
                FailedLoginTable.class, "portcullis_failed_login",
                AuditTable.class, "portcullis_audit")
            .entrySet()) {
      for (Field field : table.getKey().getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
          known.add(flat(constant(field).formatted(table.getValue())));
        }
      }
    }
    assertThat(known).hasSizeGreaterThan(15);
    return known;
  }

  private static String constant(Field field) {
    try {
      field.setAccessible(true);
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private void fill() {
    database.execute(
        "CREATE TABLE digit (d INTEGER NOT NULL)",
        "INSERT INTO digit VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)",
        """
        INSERT INTO portcullis_user (id, username, password)
        SELECT 100 + i, CONCAT('user', i), '!' FROM (%s) n
        """
            .formatted(numbers()),
        """
        INSERT INTO portcullis_user_role (user_id, role)
        SELECT 100 + i, 'member' FROM (%s) n
        """
            .formatted(numbers()));
    fillAgain();
  }

  private void fillAgain() {
    long now = Instant.now().toEpochMilli();
    database.execute(
        "DELETE FROM portcullis_session WHERE jti LIKE 'j%'",
        "DELETE FROM portcullis_token WHERE digest LIKE 'd%' AND nonce LIKE 'n%'",
        "DELETE FROM portcullis_revocation WHERE kind = 'filler'",
        "DELETE FROM portcullis_failed_login WHERE subject LIKE 'x%'",
        "DELETE FROM portcullis_audit WHERE event = 'filler'",
        """
        INSERT INTO portcullis_audit (happened_at, event, outcome)
        SELECT %1$d + (i - 400) * 60000, 'filler', 'ok'
          FROM (%2$s) n
        """
            .formatted(now, numbers()),
        // A few are to go.
        """
        INSERT INTO portcullis_failed_login (subject, failures, last_at, good_until, until_at)
        SELECT CONCAT('x', i), 1, %1$d - i, 0, %1$d + (i - 400) * 60000
          FROM (%2$s) n
        """
            .formatted(now, numbers()),
        // Two in a hundred have expired.
        """
        INSERT INTO portcullis_session
          (sid, user_id, created_at, last_used_at, expires_at, jti, password_mark)
        SELECT CONCAT('s', i), CONCAT('', MOD(i, 5000)), %1$d - 86400000, %1$d - i,
               %1$d + (i - 400) * 60000, CONCAT('j', i), ''
          FROM (%2$s) n
        """
            .formatted(now, numbers()),
        // A few have not been used for longer than they may.
        """
        INSERT INTO portcullis_token (digest, user_id, nonce, created_at, last_used_at)
        SELECT CONCAT('d', i), CONCAT('u', i), CONCAT('n', i), %1$d - 3600000,
               %1$d - CASE WHEN i < 100 THEN 3600000 ELSE 0 END
          FROM (%2$s) n
        """
            .formatted(now, numbers()),
        // A few matter, a few are to go, the rest waits for the clocks.
        """
        INSERT INTO portcullis_revocation (kind, subject, until_at)
        SELECT 'filler', CONCAT('s', i),
               CASE WHEN i < 100 THEN %1$d - 3600000
                    WHEN i >= 19900 THEN %1$d + 300000
                    ELSE %1$d - 540000 + i END
          FROM (%2$s) n
        """
            .formatted(now, numbers()));
    database.execute(
        analyzing(
                List.of(
                    "portcullis_session",
                    "portcullis_token",
                    "portcullis_revocation",
                    "portcullis_failed_login",
                    "portcullis_audit",
                    "portcullis_user",
                    "portcullis_user_role"))
            .toArray(String[]::new));
  }

  private static String numbers() {
    return """
    SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d AS i
      FROM digit a, digit b, digit c, digit e, digit f
     WHERE f.d < 2
    """;
  }

  private static Answer login(Client client, String path) {
    return client.postJson(path, Map.of("username", "mamun", "password", "1234"));
  }

  private static Answer refresh(Client client, String token) {
    return client.postJson("/auth/refresh/", Map.of("refresh", token));
  }

  private static void await(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Statement statement) {
    return flat(statement.sql());
  }

  private static String flat(String sql) {
    return sql.replaceAll("\\s+", " ").strip();
  }

  /** MySQL's and MariaDB's way to tell a plan: a row per table. */
  static Set<String> scannedInMySql(Connection connection, Statement statement)
      throws SQLException {
    Set<String> scanned = new TreeSet<>();
    try (PreparedStatement explain = statement.prepare(connection, "EXPLAIN ");
        ResultSet row = explain.executeQuery()) {
      while (row.next()) {
        if (List.of("ALL", "index").contains(String.valueOf(row.getString("type")))) {
          scanned.add(String.valueOf(row.getString("table")));
        }
      }
    }
    return scanned;
  }

  /** The same for both. */
  static List<String> analyzingInMySql(List<String> tables) {
    return List.of("ANALYZE TABLE " + String.join(", ", tables));
  }
}
