package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PoolSettingsTest {
  private static PoolSettings settings(String url, int size, Duration maxWait) {
    return new PoolSettings(
        url, Optional.of("app"), Optional.of("secret"), Optional.empty(), size, maxWait);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://h/db?password=secret",
        "jdbc:mysql://app:secret@h/db",
        "jdbc:mysql://app:se@secret@h/db",
        "jdbc:h2:mem:x;PASSWORD=secret",
        "jdbc:mysql://(host=h,user=app,password=secret)/db"
      })
  void passwordIsNotPrinted(String url) {
    assertThat(settings(url, 8, Duration.ofSeconds(3)).toString())
        .doesNotContain("secret")
        .contains("username=app, password=****, driverClass=, size=8, maxWait=PT3S");
  }

  @Test
  void poolWithoutAConnectionIsRefused() {
    assertThat(settings("jdbc:h2:mem:x", 1, Duration.ofMillis(1)).size()).isEqualTo(1);
    assertThatThrownBy(() -> settings("jdbc:h2:mem:x", 0, Duration.ofMillis(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("size < 1: 0");
  }

  @Test
  void waitingForeverIsRefused() {
    assertThatThrownBy(() -> settings("jdbc:h2:mem:x", 1, Duration.ofNanos(999_999)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxWait < 1 ms: PT0.000999999S");
    assertThatThrownBy(() -> settings("jdbc:h2:mem:x", 1, Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
