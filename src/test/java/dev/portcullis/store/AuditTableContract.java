package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.AuditRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The audit as every database keeps it. */
interface AuditTableContract extends OnDatabase {
  Instant MOMENT = Instant.parse("2030-01-01T00:00:00Z");

  private AuditTable audit() {
    new Schema(database(), "portcullis_", true).create(true);
    return new AuditTable(database(), "portcullis_");
  }

  @Test
  default void tableIsMadeOnlyWhenAsked() {
    assertThat(new Schema(database(), "portcullis_", true).problems())
        .containsExactly(
            "table portcullis_audit is missing; run schema=create or the statements of "
                + database().dialect().schemaFile());

    audit();

    assertThat(new Schema(database(), "portcullis_", true).problems()).isEmpty();
  }

  @Test
  default void eventsAreWrittenDownAsTheyAre() {
    audit()
        .insert(
            List.of(
                event(
                    MOMENT, Map.of("event", "login", "outcome", "ok", "user", "ü'\"", "sid", "s")),
                event(MOMENT, Map.of("event", "start", "outcome", "ok"))));

    assertThat(
            testDatabase()
                .column(
                    "SELECT CONCAT(happened_at, ' ', event, ' ', outcome, ' ', user_id, ' ', sid)"
                        + " FROM portcullis_audit ORDER BY id"))
        .containsExactly(
            MOMENT.toEpochMilli() + " login ok ü'\" s", MOMENT.toEpochMilli() + " start ok  ");
  }

  @Test
  default void textThatIsTooLongIsCut() {
    int lost =
        audit()
            .insert(
                List.of(
                    event(
                        MOMENT,
                        Map.of(
                            "event", "e".repeat(999),
                            "outcome", "o".repeat(999),
                            "user", "u".repeat(999),
                            "user_digest", "d".repeat(999),
                            "address", "a".repeat(999),
                            "scheme", "s".repeat(999),
                            "sid", "i".repeat(999)))));

    assertThat(lost).isZero();
    assertThat(testDatabase().column("SELECT CHAR_LENGTH(user_id) FROM portcullis_audit"))
        .containsExactly("255");
  }

  @Test
  default void rowThatTheDatabaseDoesNotWantKeepsNoOtherOut() {
    AuditTable audit = audit();
    testDatabase()
        .execute("ALTER TABLE portcullis_audit ADD CONSTRAINT no_bad CHECK (event <> 'bad')");
    AuditRecord good = event(MOMENT, Map.of("event", "good", "outcome", "ok"));
    AuditRecord bad = event(MOMENT, Map.of("event", "bad", "outcome", "ok"));

    assertThat(audit.insert(List.of(good, bad, good))).isEqualTo(1);

    assertThat(testDatabase().column("SELECT event FROM portcullis_audit"))
        .containsExactly("good", "good");
  }

  @Test
  default void oldEventsAreDeletedTheOldestFirst() {
    AuditTable audit = audit();
    for (int i = 0; i < 4; i++) {
      audit.insert(
          List.of(event(MOMENT.plusSeconds(i), Map.of("event", "e" + i, "outcome", "ok"))));
    }

    assertThat(audit.deleteBefore(MOMENT, 10)).isZero();
    assertThat(audit.deleteBefore(MOMENT.plusSeconds(3), 2)).isEqualTo(2);
    assertThat(audit.deleteBefore(MOMENT.plusSeconds(3), 2)).isEqualTo(1);

    assertThat(testDatabase().column("SELECT event FROM portcullis_audit")).containsExactly("e3");
  }

  private static AuditRecord event(Instant time, Map<String, String> fields) {
    return new AuditRecord(time, fields);
  }
}
