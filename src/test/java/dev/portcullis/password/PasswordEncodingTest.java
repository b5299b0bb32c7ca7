package dev.portcullis.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordEncodingTest {

  @ParameterizedTest
  @ValueSource(ints = {1_000, 600_000, 5_000_000})
  void iterationsWithinTheBoundsAreRead(int iterations) {
    assertThat(PasswordEncoding.parse("pbkdf2_sha256$" + iterations))
        .isEqualTo(new PasswordEncoding(iterations));
  }

  @ParameterizedTest
  @ValueSource(ints = {999, 5_000_001})
  void iterationsBeyondTheBoundsAreRefused(int iterations) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PasswordEncoding.parse("pbkdf2_sha256$" + iterations))
        .withMessage("iterations = " + iterations + ": want 1000 to 5000000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pbkdf2_sha256",
        "pbkdf2_sha256$",
        "pbkdf2_sha256$-1",
        "pbkdf2_sha256$0600000",
        "pbkdf2_sha256$600000$",
        "pbkdf2_sha256$600,000",
        "pbkdf2_sha1$600000",
        "bcrypt$12",
        " pbkdf2_sha256$600000",
        "pbkdf2_sha256$9999999999"
      })
  void anyOtherTextIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PasswordEncoding.parse(text))
        .withMessage(
            "\""
                + text
                + "\": want pbkdf2_sha256$ and the iterations, such as pbkdf2_sha256$600000");
  }

  @Test
  void theDefaultIsWithinTheBounds() {
    assertThat(new PasswordEncoding(PasswordEncoding.DEFAULT_ITERATIONS).iterations())
        .isEqualTo(600_000);
  }
}
