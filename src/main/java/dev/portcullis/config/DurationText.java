package dev.portcullis.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Durations as people write them: {@code 500ms}, {@code 90s}, {@code 15m}, {@code 12h}, {@code 7d}.
 */
final class DurationText {
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private DurationText() {}

  /** The duration that the text means, also in ISO-8601; empty if it means none. */
  static Optional<Duration> parse(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    try {
      if (digits == 0) {
        return Optional.of(Duration.parse(text));
      }
      long amount = Long.parseLong(text.substring(0, digits));
      return Optional.ofNullable(UNITS.get(text.substring(digits)))
          .map(unit -> unit.multipliedBy(amount));
    } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
      // Unreadable and too large for a long are the same to whoever wrote it: no duration.
      return Optional.empty();
    }
  }

  /** The duration in the largest unit that needs no fraction. */
  static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1_000 != 0) {
      return millis + "ms";
    }
    long seconds = duration.toSeconds();
    if (seconds == 0 || seconds % 60 != 0) {
      return seconds + "s";
    }
    if (seconds % 3_600 != 0) {
      return seconds / 60 + "m";
    }
    return seconds % 86_400 != 0 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
  }
}
