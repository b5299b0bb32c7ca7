package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Race;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

interface FailedLoginTableContract extends OnDatabase {
  Instant NOW = Instant.parse("2030-01-01T00:00:00.123Z");
  Instant SINCE = NOW.minus(Duration.ofMinutes(20));
  Instant UNTIL = NOW.plus(Duration.ofMinutes(20));
  String ONE = "a".repeat(64);
  String OTHER = "b".repeat(64);

  private FailedLoginTable failed() {
    return new FailedLoginTable(database(), "portcullis_");
  }

  private FailedLoginRow one() {
    return failed().find(ONE, OTHER, OTHER).get(ONE);
  }

  @Test
  default void failuresOfAllNodesAreCounted() {
    Race.of(
        8,
        node -> {
          failed().count(ONE, SINCE, NOW, UNTIL);
          return node;
        });

    assertThat(one()).isEqualTo(new FailedLoginRow(8, NOW, Instant.EPOCH));
    assertThat(failed().find(ONE, OTHER, OTHER)).containsOnlyKeys(ONE);
  }

  @Test
  default void failuresBeforeALongPauseAreForgotten() {
    failed().count(ONE, SINCE, NOW, UNTIL);
    failed().count(ONE, SINCE, NOW, UNTIL);
    Instant later = NOW.plus(Duration.ofHours(1));

    failed().count(ONE, later.minus(Duration.ofMinutes(20)), later, later);

    assertThat(one()).isEqualTo(new FailedLoginRow(1, later, Instant.EPOCH));
  }

  @Test
  default void onlyOneOfManyCountsWhatAllHaveSeen() {
    failed().count(ONE, SINCE, NOW, UNTIL);
    FailedLoginRow seen = one();
    Instant later = NOW.plusSeconds(1);

    long winners = Race.winners(8, node -> failed().claim(ONE, seen, later, UNTIL));

    assertThat(winners).isEqualTo(1);
    assertThat(one()).isEqualTo(new FailedLoginRow(2, later, Instant.EPOCH));
    failed().release(ONE);
    assertThat(one().failures()).isEqualTo(1);
  }

  @Test
  default void successForgetsFailuresAndIsRemembered() {
    Instant good = NOW.plus(Duration.ofDays(30));
    failed().count(ONE, SINCE, NOW, UNTIL);

    failed().forgive(ONE, good);
    failed().forgive(OTHER, good);
    failed().release(OTHER);
    failed().count(ONE, SINCE, NOW, UNTIL);

    assertThat(failed().find(ONE, OTHER, OTHER))
        .containsEntry(ONE, new FailedLoginRow(1, NOW, good))
        .containsEntry(OTHER, new FailedLoginRow(0, Instant.EPOCH, good));
    assertThat(failed().deleteOver(UNTIL.plusSeconds(1), 10)).isZero();
  }

  @Test
  default void resetForgetsFailuresAndIsRememberedWhetherThereIsARowOrNot() {
    failed().count(ONE, SINCE, NOW, UNTIL);
    Instant at = NOW.plusSeconds(1);

    failed().reset(ONE, at, UNTIL.minusSeconds(5));
    failed().reset(OTHER, at, UNTIL);

    assertThat(failed().find(ONE, OTHER, OTHER))
        .containsEntry(ONE, new FailedLoginRow(0, NOW, at))
        .containsEntry(OTHER, new FailedLoginRow(0, Instant.EPOCH, at));
    assertThat(failed().deleteOver(UNTIL, 10)).isZero();
  }

  @Test
  default void whatDoesNotMatterAnyMoreIsDeleted() {
    failed().count(ONE, SINCE, NOW, UNTIL);
    failed().count(OTHER, SINCE, NOW, UNTIL.plusSeconds(10));

    assertThat(failed().deleteOver(UNTIL, 10)).isZero();
    assertThat(failed().deleteOver(UNTIL.plusSeconds(1), 10)).isEqualTo(1);

    assertThat(failed().find(ONE, OTHER, OTHER)).containsOnlyKeys(OTHER);
  }
}
