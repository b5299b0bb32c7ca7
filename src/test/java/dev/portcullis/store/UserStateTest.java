package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserStateTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  @ParameterizedTest(name = "locked until {0} s from now: open = {1}")
  @CsvSource({"-1,true", "0,true", "1,false"})
  void lockIsOverAtItsEnd(long lockedFor, boolean open) {
    UserState state =
        new UserState(true, Optional.of(NOW.plusSeconds(lockedFor)), Optional.empty());

    assertThat(state.isOpen(NOW)).isEqualTo(open);
  }

  @ParameterizedTest(name = "expires {0} s from now: open = {1}")
  @CsvSource({"-1,false", "0,false", "1,true"})
  void accountIsOverAtItsEnd(long expiresIn, boolean open) {
    UserState state =
        new UserState(true, Optional.empty(), Optional.of(NOW.plusSeconds(expiresIn)));

    assertThat(state.isOpen(NOW)).isEqualTo(open);
  }

  @Test
  void inactiveUserIsNeverLetIn() {
    assertThat(UserState.OPEN.isOpen(NOW)).isTrue();
    assertThat(new UserState(false, Optional.empty(), Optional.empty()).isOpen(NOW)).isFalse();
  }
}
