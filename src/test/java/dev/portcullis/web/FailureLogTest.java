package dev.portcullis.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class FailureLogTest {
  private static final String WITH_STACK = " +stack";

  private final List<String> told = new ArrayList<>();
  private long now = Long.MAX_VALUE - 1; // The clock may turn over.
  private final FailureLog failures = new FailureLog(new Recorder(), () -> now);

  @Test
  void stackIsToldOnceAMinuteForEachKindOfCause() {
    tell(new StoreException("finding", new SQLException("away")));
    tell(new StoreException("finding", new SQLException("away")));
    tell(new IllegalStateException("other"));
    now += Duration.ofSeconds(60).toNanos() - 1;
    tell(new StoreException("finding", new SQLException("still away")));
    now += 1;
    tell(new StoreException("finding", new SQLException("still away")));

    assertThat(told)
        .containsExactly(
            "503 for GET /" + WITH_STACK,
            "503 for GET /: java.sql.SQLException: away",
            "503 for GET /" + WITH_STACK,
            "503 for GET /: java.sql.SQLException: still away",
            "503 for GET /" + WITH_STACK);
  }

  @Test
  void causeMakesNoLineOfItsOwn() {
    tell(new SQLException("first"));

    tell(new SQLException("too long: '\r\nINFO all is well \u001b[2J\u2028" + "x".repeat(500)));

    assertThat(told.get(1)).doesNotContain("\r", "\n", "\u001b", "\u2028").hasSizeLessThan(150);
  }

  @Test
  void causesThatGoRoundInACircleAreTold() {
    RuntimeException outer = new RuntimeException("outer");
    outer.initCause(new RuntimeException("inner", outer));

    tell(outer);

    assertThat(told).hasSize(1);
  }

  private void tell(Throwable failure) {
    failures.tell(Level.ERROR, "503 for GET /", failure);
  }

  private final class Recorder implements Logger {
    @Override
    public String getName() {
      return "recorder";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String line, Throwable thrown) {
      told.add(line + (thrown == null ? "" : WITH_STACK));
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String line, Object... values) {
      told.add(line);
    }
  }
}
