package dev.portcullis.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes events to the logger {@code dev.portcullis.audit}, each as one line of JSON.
 *
 * <p>What others have sent cannot begin a line, end a text or speak to a terminal: everything but
 * printable ASCII is escaped, and no text is endless.
 */
public final class Audit {
  private static final int MAX_TEXT = 256;
  private static final System.Logger LOG = System.getLogger("dev.portcullis.audit");

  private final Consumer<String> lines;
  private final InstantSource clock;

  Audit(Consumer<String> lines, InstantSource clock) {
    this.lines = lines;
    this.clock = clock;
  }

  /** Events with the time of this clock. */
  public static Audit toLog(InstantSource clock) {
    return new Audit(line -> LOG.log(System.Logger.Level.INFO, line), clock);
  }

  /** Nothing is written down. */
  public static Audit off() {
    return new Audit(line -> {}, () -> Instant.EPOCH);
  }

  /** Writes an event down. */
  public void tell(AuditEvent event) {
    StringBuilder line = new StringBuilder("{\"time\":\"").append(clock.instant()).append('"');
    for (Map.Entry<String, String> field : event.fields().entrySet()) {
      line.append(",\"").append(field.getKey()).append("\":\"");
      appendEscaped(line, field.getValue());
      line.append('"');
    }
    lines.accept(line.append('}').toString());
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
