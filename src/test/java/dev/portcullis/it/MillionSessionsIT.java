package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.store.Database;
import dev.portcullis.store.SessionTable;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.MariaDb;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a table of a million sessions costs beside one of a thousand: printed, as medians of one run
 * in milliseconds, and not held against a clock.
 */
@Tag("nodes")
class MillionSessionsIT {
  private static final int TIMES = 100;
  private static final int BATCH = 100;

  /** Of {@code 1234}, with one round: the table is what is to be seen, and not the hash. */
  private static final String FAST_HASH =
      "pbkdf2_sha256$1$s$c/NS9HtQQW7fIbrOkpIb5bADKYhLWL1awlJjx6XlJwM=";

  private static final String MORE =
      """
      INSERT INTO portcullis_session (sid, user_id, created_at, last_used_at, expires_at, jti)
      SELECT MD5(CONCAT(sid, '%1$d')), MD5(CONCAT(user_id, '%1$d')), created_at, last_used_at,
             expires_at, MD5(jti)
        FROM portcullis_session
      """;

  @Test
  void loginRefreshAndPurgeStayFlat() throws Exception {
    try (TestDatabase database = MariaDb.fresh()) {
      SampleUsers.insertInto(database);
      database.execute(
          "UPDATE portcullis_user SET password = '" + FAST_HASH + "' WHERE username = 'mamun'");
      Map<String, String> parameters = database.parameters();
      parameters.putAll(
          Map.of("refresh-rotate", "true", "password-encoding", "pbkdf2_sha256$1000"));
      try (JettyApps apps = new JettyApps().add("/app", parameters).start()) {
        Client client = new Client(apps.url() + "/app");
        measured(client, database); // Warms up.

        String few = filledUp(database, 10) + measured(client, database);
        String many = filledUp(database, 20) + measured(client, database);

        System.out.printf(
            "%nsessions   login  refresh  sessions/  purge of 100%n%s%s%n", few, many);
        assertThat(rows(database)).isGreaterThan(1_000_000 - 10_000);
      }
    }
  }

  private static String filledUp(TestDatabase database, int doublings) {
    long hour = Instant.now().plusSeconds(3600).toEpochMilli();
    database.execute(
        "DELETE FROM portcullis_session",
        "INSERT INTO portcullis_session (sid, user_id, created_at, last_used_at, expires_at, jti)"
            + " VALUES (MD5('s'), MD5('u'), %1$d, %1$d, %1$d, MD5('j'))".formatted(hour));
    for (int i = 0; i < doublings; i++) {
      database.execute(MORE.formatted(i));
    }
    // One in a thousand is over, as the purge of every minute finds it.
    database.execute(
        "UPDATE portcullis_session SET expires_at = 1000 WHERE sid LIKE '00%' LIMIT 10000",
        "ANALYZE TABLE portcullis_session");
    return "%8d".formatted(rows(database));
  }

  private static long rows(TestDatabase database) {
    return Long.parseLong(database.column("SELECT COUNT(*) FROM portcullis_session").get(0));
  }

  private static String measured(Client client, TestDatabase database) {
    String[] last = new String[2];
    double login =
        median(
            () -> {
              Client.Answer answer =
                  client.postJson("/auth/token/", Map.of("username", "mamun", "password", "1234"));
              assertThat(answer.status()).isEqualTo(200);
              last[0] = answer.text("refresh");
              last[1] = answer.text("access");
            });
    double refresh =
        median(
            () -> {
              Client.Answer answer =
                  client.postJson("/auth/token/refresh/", Map.of("refresh", last[0]));
              assertThat(answer.status()).isEqualTo(200);
              last[0] = answer.text("refresh");
            });
    double list =
        median(
            () ->
                assertThat(
                        client
                            .get("/auth/sessions/", "Authorization", "Bearer " + last[1])
                            .status())
                    .isEqualTo(200));
    try (Database own = database.open()) {
      SessionTable table = new SessionTable(own, "portcullis_");
      long before = System.nanoTime();
      table.deleteExpired(Instant.ofEpochMilli(2000), BATCH);
      double purge = (System.nanoTime() - before) / 1e6;
      return "%8.2f %8.2f %10.2f %14.2f%n".formatted(login, refresh, list, purge);
    }
  }

  private static double median(Runnable work) {
    double[] millis = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long before = System.nanoTime();
      work.run();
      millis[i] = (System.nanoTime() - before) / 1e6;
    }
    Arrays.sort(millis);
    return millis[TIMES / 2];
  }
}
