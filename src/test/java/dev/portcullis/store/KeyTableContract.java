package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Race;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

interface KeyTableContract extends OnDatabase {
  private KeyTable keys() {
    return new KeyTable(database(), "portcullis_");
  }

  private static KeyRow key(String kid, String purpose, int generation) {
    Instant made = Instant.parse("2030-01-01T00:00:00.123Z");
    return new KeyRow(kid, purpose, "HS256", "c2VjcmV0", made, generation);
  }

  @Test
  default void newestKeyOfAPurposeIsTheOneOfTheLastGeneration() {
    keys().insert(key("k2", "jwt", 2));
    keys().insert(key("k10", "jwt", 10));
    keys().insert(key("k1", "jwt", 1));
    keys().insert(key("t11", "token", 11));

    assertThat(keys().newest("jwt")).contains(key("k10", "jwt", 10));
    assertThat(keys().all("jwt"))
        .containsExactly(key("k10", "jwt", 10), key("k2", "jwt", 2), key("k1", "jwt", 1));
    assertThat(keys().newest("JWT")).isEmpty();
  }

  @Test
  default void secondKeyOfAGenerationIsNotKept() {
    keys().insert(key("k1", "jwt", 1));

    assertThat(keys().insert(key("k2", "jwt", 1))).isFalse();
    assertThat(keys().insert(key("k1", "jwt", 2))).isFalse();
    assertThat(keys().insert(key("t1", "token", 1))).isTrue();
  }

  @Test
  default void clockOfTheDatabaseIsRightInWhateverZone() {
    Instant now = InstantSource.system().instant();

    Instant told = keys().clock(InstantSource.fixed(Instant.EPOCH)).instant();

    assertThat(told).isBetween(now.minusSeconds(60), now.plusSeconds(60));
  }

  @Test
  default void deletedKeyIsGoneAndOneCallHasDoneIt() {
    keys().insert(key("k1", "jwt", 1));
    keys().insert(key("k2", "jwt", 2));

    assertThat(keys().delete("k1")).isTrue();
    assertThat(keys().delete("k1")).isFalse();

    assertThat(keys().all("jwt")).containsExactly(key("k2", "jwt", 2));
  }

  @Test
  default void nodesThatMakeTheFirstKeyAtOnceAgreeOnOne() {
    List<Boolean> kept = Race.of(8, node -> keys().insert(key("k" + node, "jwt", 1)));

    assertThat(kept).containsOnlyOnce(true);
    assertThat(keys().all("jwt")).containsExactly(key("k" + kept.indexOf(true), "jwt", 1));
  }
}
