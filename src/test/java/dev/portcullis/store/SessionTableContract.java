package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.testing.Race;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

interface SessionTableContract extends OnDatabase {
  Instant LOGIN = Instant.parse("2030-01-01T00:00:00.123Z");
  Instant OVER = LOGIN.plusSeconds(86_400);
  String SID = "5".repeat(32);
  String JTI_1 = "1".repeat(32);
  String JTI_2 = "2".repeat(32);

  private SessionTable sessions() {
    return new SessionTable(database(), "portcullis_");
  }

  private static SessionRow session(String sid, Instant expiresAt) {
    return new SessionRow(
        sid,
        "7",
        LOGIN,
        LOGIN,
        expiresAt,
        JTI_1,
        Optional.empty(),
        Optional.empty(),
        "Žofie's \uD83D\uDCF1",
        "2001:db8::1",
        "m".repeat(32),
        Optional.empty());
  }

  @Test
  default void sessionIsFoundAsItWasKept() {
    SessionRow session = session(SID, OVER);

    boolean kept = sessions().insert(session);

    assertThat(kept).isTrue();
    assertThat(sessions().find(SID)).contains(session);
    assertThat(sessions().find("6".repeat(32))).isEmpty();
  }

  @Test
  default void endedAndRotatedSessionIsFoundAsItWasKept() {
    SessionRow session =
        new SessionRow(
            SID,
            "ünï",
            LOGIN,
            LOGIN.plusMillis(1),
            OVER,
            JTI_2,
            Optional.of(JTI_1),
            Optional.of(LOGIN.plusMillis(2)),
            "",
            "",
            "",
            Optional.of(LOGIN.plusMillis(3)));

    sessions().insert(session);

    assertThat(sessions().find(SID)).contains(session);
  }

  @Test
  default void sessionOfTheSameIdIsNotKept() {
    sessions().insert(session(SID, OVER));

    assertThat(sessions().insert(session(SID, OVER))).isFalse();
  }

  @Test
  default void rotationReplacesTheGoodTokenAndRemembersTheOneBefore() {
    sessions().insert(session(SID, OVER));
    Instant at = LOGIN.plusSeconds(60);

    boolean rotated = sessions().rotate(SID, JTI_1, JTI_2, at, OVER.plusSeconds(60));

    assertThat(rotated).isTrue();
    assertThat(sessions().find(SID))
        .contains(
            new SessionRow(
                SID,
                "7",
                LOGIN,
                at,
                OVER.plusSeconds(60),
                JTI_2,
                Optional.of(JTI_1),
                Optional.of(at),
                "Žofie's \uD83D\uDCF1",
                "2001:db8::1",
                "m".repeat(32),
                Optional.empty()));
  }

  @Test
  default void rotationFromATokenThatWasReplacedSaysFalse() {
    sessions().insert(session(SID, OVER));
    sessions().rotate(SID, JTI_1, JTI_2, LOGIN, OVER);

    assertThat(sessions().rotate(SID, JTI_1, JTI_2, LOGIN, OVER)).isFalse();
    assertThat(sessions().rotate(SID, JTI_1, "3".repeat(32), LOGIN, OVER)).isFalse();
    assertThat(sessions().find(SID).orElseThrow().jti()).isEqualTo(JTI_2);
  }

  @Test
  default void rotationEndsWithTheSession() {
    sessions().insert(session(SID, OVER));

    assertThat(sessions().rotate(SID, JTI_1, JTI_2, OVER.plusMillis(1), OVER)).isFalse();
    assertThat(sessions().rotate(SID, JTI_1, JTI_2, OVER, OVER)).isFalse();
    assertThat(sessions().rotate(SID, JTI_1, JTI_2, OVER.minusMillis(1), OVER)).isTrue();
  }

  @Test
  default void endingAndTellingOfItIsDoneOnce() {
    sessions().insert(session(SID, OVER));

    assertThat(sessions().endAndRevoke(SID, LOGIN, OVER)).isTrue();
    assertThat(sessions().endAndRevoke(SID, LOGIN, OVER)).isFalse();

    assertThat(sessions().find(SID).orElseThrow().endedAt()).contains(LOGIN);
    assertThat(testDatabase().column("SELECT subject FROM portcullis_revocation"))
        .containsExactly(SID);
  }

  @Test
  default void endedSessionDoesNotRotate() {
    sessions().insert(session(SID, OVER));
    sessions().end(SID, LOGIN);

    assertThat(sessions().rotate(SID, JTI_1, JTI_2, LOGIN, OVER)).isFalse();
  }

  @Test
  default void ofTwentyRotationsAtOnceOneSaysTrue() {
    sessions().insert(session(SID, OVER));

    List<Boolean> rotated =
        Race.of(
            20,
            i -> sessions().rotate(SID, JTI_1, "%032d".formatted(i), LOGIN.plusMillis(i), OVER));

    assertThat(rotated).containsOnlyOnce(true);
    assertThat(sessions().find(SID).orElseThrow().jti())
        .isEqualTo("%032d".formatted(rotated.indexOf(true)));
  }

  @Test
  default void secondEndOfASessionSaysFalseAndKeepsTheFirstMoment() {
    sessions().insert(session(SID, OVER));

    assertThat(sessions().end(SID, LOGIN)).isTrue();
    assertThat(sessions().end(SID, LOGIN.plusSeconds(1))).isFalse();
    assertThat(sessions().end("6".repeat(32), LOGIN)).isFalse();
    assertThat(sessions().find(SID).orElseThrow().endedAt()).contains(LOGIN);
  }

  @Test
  default void touchMovesLastUseForwardOnly() {
    sessions().insert(session(SID, OVER));

    sessions().touch(SID, LOGIN.plusSeconds(9));
    sessions().touch(SID, LOGIN.plusSeconds(5));

    assertThat(sessions().find(SID).orElseThrow().lastUsedAt()).isEqualTo(LOGIN.plusSeconds(9));
  }

  @Test
  default void expiredSessionsGoOldestFirstAndWithinTheLimit() {
    sessions().insert(session("a".repeat(32), OVER.minusMillis(1)));
    sessions().insert(session("b".repeat(32), OVER.minusMillis(3)));
    sessions().insert(session("c".repeat(32), OVER.minusMillis(2)));
    sessions().insert(session("d".repeat(32), OVER));

    assertThat(sessions().deleteExpired(OVER, 2)).isEqualTo(2);
    assertThat(sessions().find("a".repeat(32))).isPresent();
    assertThat(sessions().deleteExpired(OVER, 2)).isEqualTo(1);
    assertThat(sessions().deleteExpired(OVER, 2)).isZero();
    assertThat(sessions().find("d".repeat(32))).isPresent();
  }

  @Test
  default void limitOfZeroIsRefused() {
    assertThatThrownBy(() -> sessions().deleteExpired(OVER, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit < 1: 0");
  }

  @Test
  default void cleaningUpWhileSessionsRotateDisturbsNobody() {
    for (int i = 0; i < 40; i++) {
      sessions().insert(session("%032d".formatted(i), OVER.plusMillis(i)));
    }

    Race.of(
        8,
        node -> {
          for (int i = 0; i < 40; i++) {
            if (node % 2 == 0) {
              sessions().deleteExpired(OVER.plusMillis(20), 10);
            } else {
              sessions().rotate("%032d".formatted(i), JTI_1, JTI_2, LOGIN, OVER.plusSeconds(i));
            }
          }
          return true;
        });

    assertThat(sessions().find("%032d".formatted(39)).orElseThrow().jti()).isEqualTo(JTI_2);
  }
}
