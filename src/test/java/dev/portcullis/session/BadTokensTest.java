package dev.portcullis.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.testing.Race;
import dev.portcullis.testing.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BadTokensTest {
  private static final String HERE = "192.0.2.1";

  private final TestClock clock = new TestClock();
  private final BadTokens tokens = new BadTokens(3, 42, clock);

  @Test
  void lastTokenThatIsLookedAtIsTheOneOfTheLimit() {
    assertThat(tokens.count(HERE)).isFalse();
    assertThat(tokens.count(HERE)).isFalse();
    tokens.requireTurn("c", HERE);
    assertThat(tokens.isQuiet()).isTrue();

    assertThat(tokens.count(HERE)).isTrue();

    assertThat(tokens.isQuiet()).isFalse();
    assertThat(tokens.full()).isEqualTo(1);
    assertThat(waiting("d", HERE)).isEqualTo(60);
    assertThatThrownBy(() -> tokens.count(HERE)).isInstanceOf(AuthException.class);
  }

  @ParameterizedTest(name = "{0} ms after the first bad token one waits {1} s")
  @CsvSource({"0,60", "999,60", "1000,59", "59000,1", "59999,1", "60000,0"})
  void waitEndsAMinuteAfterTheFirstBadToken(long millis, long seconds) {
    flood(HERE);
    clock.advance(Duration.ofMillis(millis));

    assertThat(waiting("d", HERE)).isEqualTo(seconds);
  }

  @Test
  void nextMinuteBeginsAnew() {
    flood(HERE);
    clock.advance(Duration.ofMillis(59_999));
    assertThat(waiting("d", HERE)).isEqualTo(1);

    clock.advance(Duration.ofMillis(1));

    assertThat(tokens.isQuiet()).isTrue();
    tokens.requireTurn("d", HERE);
    assertThat(tokens.full()).isZero();
    assertThat(tokens.count(HERE)).isFalse();
  }

  @Test
  void tokenThatWasGoodIsLookedAtWhateverComesFromThere() {
    tokens.remember("good");
    flood(HERE);

    tokens.requireTurn("good", HERE);
    assertThat(waiting("good2", HERE)).isEqualTo(60);
  }

  @ParameterizedTest(name = "{0} and {1} are one: {2}")
  @CsvSource({
    "192.0.2.1, 192.0.2.2, false",
    "192.0.2.1, ::ffff:192.0.2.1, true",
    "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
    "2001:db8:1:2::1, 2001:db8:1:3::1, false",
    "'', 192.0.2.1, false",
  })
  void addressesOfOneCustomerAreCountedTogether(String one, String other, boolean together) {
    flood(one);

    if (together) {
      assertThat(waiting("x", other)).isEqualTo(60);
    } else {
      tokens.requireTurn("x", other);
    }
  }

  @Test
  void millionAddressesTakeNoMoreMemoryThanOneAndStayAmongThemselves() {
    for (int i = 0; i < 1_000_000; i++) {
      tokens.requireTurn("x" + i, "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
    }
    for (int i = 0; i < 100; i++) {
      flood("10.0.0." + i);
    }

    assertThat(tokens.full()).isBetween(95, 100);
    tokens.requireTurn("x", HERE);
  }

  @Test
  void nobodyOutsideKnowsWhoSharesACount() {
    int together = 0;
    for (int seed = 0; seed < 200; seed++) {
      BadTokens keyed = new BadTokens(1, seed, clock);
      keyed.count("10.0.0.1");
      together += waits(keyed, "10.0.0.2") ? 1 : 0;
    }

    assertThat(together).isLessThan(3);
  }

  @Test
  void ofThoseWhoRaceNoMoreThanTheLimitAreCounted() {
    BadTokens many = new BadTokens(100, 42, clock);

    List<Integer> counted =
        Race.of(
            4,
            node -> {
              int mine = 0;
              for (int i = 0; i < 100; i++) {
                mine += counts(many) ? 1 : 0;
              }
              return mine;
            });

    assertThat(counted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
  }

  @Test
  void whatIsForgottenMayGoOn() {
    flood(HERE);

    tokens.forget(HERE);

    tokens.requireTurn("x", HERE);
  }

  @ParameterizedTest
  @EnumSource
  void onlyForgedUnknownAndMalformedTokensAreBad(AuthError error) {
    List<AuthError> bad =
        List.of(
            AuthError.TOKEN_INVALID,
            AuthError.BEARER_MALFORMED,
            AuthError.STATIC_TOKEN_INVALID,
            AuthError.STATIC_TOKEN_MISSING,
            AuthError.STATIC_TOKEN_WITH_SPACES,
            AuthError.STATIC_TOKEN_WITH_ODD_CHARACTERS);

    assertThat(BadTokens.isBad(error)).isEqualTo(bad.contains(error));
  }

  private void flood(String address) {
    for (int i = 0; i < 3; i++) {
      try {
        tokens.count(address);
      } catch (AuthException e) { // Another address shares the count.
        assertThat(e.error()).isEqualTo(AuthError.THROTTLED);
      }
    }
  }

  private static boolean counts(BadTokens tokens) {
    try {
      tokens.count(HERE);
      return true;
    } catch (AuthException e) {
      return false;
    }
  }

  private static boolean waits(BadTokens tokens, String address) {
    try {
      tokens.requireTurn("x", address);
      return false;
    } catch (AuthException e) {
      return true;
    }
  }

  private long waiting(String token, String address) {
    try {
      tokens.requireTurn(token, address);
      return 0;
    } catch (AuthException e) {
      assertThat(e.error()).isEqualTo(AuthError.THROTTLED);
      return e.retryAfter();
    }
  }
}
