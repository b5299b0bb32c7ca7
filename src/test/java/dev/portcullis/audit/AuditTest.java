package dev.portcullis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.Scheme;
import dev.portcullis.testing.TestClock;
import dev.portcullis.watch.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditTest {
  private final List<String> lines = new ArrayList<>();
  private final Audit audit = new Audit(lines::add, new TestClock(), new Counters(), List.of());

  @Test
  void eventIsOneLineOfJson() {
    audit.tell(
        AuditEvent.of("login", "ok")
            .user("1")
            .address("192.0.2.7")
            .scheme(Scheme.BEARER)
            .session(Optional.of("ab")));

    assertThat(lines)
        .containsExactly(
            "{\"time\":\"2030-01-01T00:00:00Z\",\"event\":\"login\",\"outcome\":\"ok\",\"user\":\"1\","
                + "\"address\":\"192.0.2.7\",\"scheme\":\"Bearer\",\"sid\":\"ab\"}");
  }

  @Test
  void nothingThatWasSentCanForgeALineOrSpeakToATerminal() {
    audit.tell(
        AuditEvent.of("login", "ok")
            .user("a\"}\r\n{\"event\":\"login\\u0022\u001b[31m\u202e\u2028\u0085\u007f\u00e9"));

    assertThat(lines.get(0))
        .matches("[ -~]*")
        .endsWith(
            "\"user\":\"a\\u0022}\\u000d\\u000a{\\u0022event\\u0022:\\u0022login\\u005cu0022"
                + "\\u001b[31m\\u202e\\u2028\\u0085\\u007f\\u00e9\"}");
  }

  @Test
  void endlessTextIsCut() {
    audit.tell(AuditEvent.of("login", "ok").user("\n".repeat(100_000)));

    assertThat(lines.get(0)).hasSizeLessThan(2_000).endsWith("\"}");
  }
}
