package dev.portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0s, PT0S",
    "500ms, PT0.5S",
    "90s, PT1M30S",
    "15m, PT15M",
    "12h, PT12H",
    "7d, P7D",
    "007d, P7D",
    "PT5M, PT5M",
    "P1DT1H, PT25H",
    "-PT1S, PT-1S",
  })
  void textIsADuration(String text, String iso) {
    assertThat(DurationText.parse(text)).contains(Duration.parse(iso));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "5",
        "m",
        "5 m",
        "5M",
        "5min",
        "1.5h",
        "-5m",
        "+5m",
        "5m30s",
        "P1M",
        "PT",
        "5w",
        "\u0665m",
        "9223372036854775808s",
        "9223372036854775807d"
      })
  void anythingElseIsNone(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @ParameterizedTest(name = "{0} is written {1}")
  @CsvSource({
    "PT0S, 0s",
    "PT0.001S, 1ms",
    "PT1.5S, 1500ms",
    "PT59S, 59s",
    "PT60S, 1m",
    "PT61S, 61s",
    "PT59M, 59m",
    "PT60M, 1h",
    "PT61M, 61m",
    "PT23H, 23h",
    "PT24H, 1d",
    "PT25H, 25h",
  })
  void durationIsWrittenInItsLargestUnit(String iso, String text) {
    assertThat(DurationText.format(Duration.parse(iso))).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "access-lifetime, 999ms, false",
    "access-lifetime, 1s, true",
    "access-lifetime, 365d, true",
    "access-lifetime, PT8760H1S, false",
    "refresh-grace, -PT1S, false",
    "refresh-grace, 0s, true",
    "refresh-grace, 10m, true",
    "refresh-grace, 601s, false",
    "jwt-leeway, 600s, true",
    "jwt-leeway, 601s, false",
    "pool-wait, 0ms, false",
    "pool-wait, 1ms, true",
    "pool-wait, 5m, true",
    "pool-wait, 300001ms, false",
    "user-check, 999ms, false",
    "user-check, 1s, true",
    "user-check, 1h, true",
    "user-check, 3601s, false",
    "refresh-lifetime, 3650d, true",
    "refresh-lifetime, 3651d, false",
  })
  void boundsAreIncluded(String name, String text, boolean fine) {
    Parameter<?> parameter = Parameter.named(name).orElseThrow();

    if (fine) {
      assertThat(parameter.parse(text)).isInstanceOf(Duration.class);
    } else {
      assertThatThrownBy(() -> parameter.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
