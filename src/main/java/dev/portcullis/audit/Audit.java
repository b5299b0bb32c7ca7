package dev.portcullis.audit;

import dev.portcullis.AuditRecord;
import dev.portcullis.watch.Counters;
import dev.portcullis.watch.Measure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts events, hands them to queues and writes them to the logger {@code dev.portcullis.audit},
 * each as one line of JSON.
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
  private final List<AuditQueue> queues;

  Audit(Consumer<String> lines, InstantSource clock, Counters counters, List<AuditQueue> queues) {
    this.lines = lines;
    this.clock = clock;
    this.counters = counters;
    this.queues = List.copyOf(queues);
  }

  /** Events with the time of this clock. */
  public static Audit toLog(InstantSource clock, Counters counters, List<AuditQueue> queues) {
    return new Audit(line -> LOG.log(System.Logger.Level.INFO, line), clock, counters, queues);
  }

  /** Events are counted, and nothing is logged. */
  public static Audit off(InstantSource clock, Counters counters, List<AuditQueue> queues) {
    return new Audit(line -> {}, clock, counters, queues);
  }

  /** Writes an event down. */
  public void tell(AuditEvent event) {
    count(event.name(), event.outcome());
    Instant now = clock.instant();
    if (!queues.isEmpty()) {
      AuditRecord happened = new AuditRecord(now, event.fields());
      queues.forEach(queue -> queue.add(happened));
    }
    StringBuilder line = new StringBuilder("{\"time\":\"").append(now).append('"');
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
