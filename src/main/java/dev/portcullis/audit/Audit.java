package dev.portcullis.audit;

import dev.portcullis.watch.Counters;
import dev.portcullis.watch.Measure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts events and writes them to the logger {@code dev.portcullis.audit}, each as one line of
 * JSON.
 *
 * <p>What others have sent cannot begin a line, end a text or speak to a terminal: everything but
 * printable ASCII is escaped, and no text is endless.
 */
public final class Audit {
  private static final int MAX_TEXT = 256;
  private static final System.Logger LOG = System.getLogger("dev.portcullis.audit");

  private final Consumer<String> lines;
  private final InstantSource clock;
  private final Counters counters;

  Audit(Consumer<String> lines, InstantSource clock, Counters counters) {
    this.lines = lines;
    this.clock = clock;
    this.counters = counters;
  }

  /** Events with the time of this clock. */
  public static Audit toLog(InstantSource clock, Counters counters) {
    return new Audit(line -> LOG.log(System.Logger.Level.INFO, line), clock, counters);
  }

  /** Events are counted, and nothing is written down. */
  public static Audit off(Counters counters) {
    return new Audit(line -> {}, () -> Instant.EPOCH, counters);
  }

  /** Writes an event down. */
  public void tell(AuditEvent event) {
    count(event.name(), event.outcome());
    StringBuilder line = new StringBuilder("{\"time\":\"").append(clock.instant()).append('"');
    for (Map.Entry<String, String> field : event.fields().entrySet()) {
      line.append(",\"").append(field.getKey()).append("\":\"");
      appendEscaped(line, field.getValue());
      line.append('"');
    }
    lines.accept(line.append('}').toString());
  }

  private void count(String event, String outcome) {
    boolean ok = outcome.equals("ok");
    switch (event) {
      case "login" -> {
        if (!outcome.equals("unavailable")) { // That is no fault of who signs in.
          boolean throttled = outcome.equals("throttled");
          counters.count(
              ok ? Measure.LOGINS : throttled ? Measure.LOGINS_THROTTLED : Measure.LOGINS_FAILED);
        }
      }
      case "refresh_reuse" -> counters.count(Measure.REUSES);
      case "logout", "logout_all", "session_end", "revocation" -> {
        if (ok) {
          counters.count(Measure.ENDED);
        }
      }
      default -> {}
    }
  }

  private static void appendEscaped(StringBuilder line, String text) {
    int length = Math.min(text.length(), MAX_TEXT);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
  }
}
