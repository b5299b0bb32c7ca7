package dev.portcullis.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Identity;
import dev.portcullis.session.Health;
import dev.portcullis.watch.Measure;
import dev.portcullis.watch.Readings;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What those ask who keep the application running; off, it answers 404. */
public final class OperatorEndpoints {
  private static final int OK = 200;

  private final Optional<Health> health;
  private final Optional<String> metricsRole;
  private final Readings readings;

  /**
   * @param health absent: {@code health/} is off
   * @param metricsRole who may read {@code metrics/}; absent: nobody
   */
  public OperatorEndpoints(
      Optional<Health> health, Optional<String> metricsRole, Readings readings) {
    this.health = health;
    this.metricsRole = metricsRole;
    this.readings = readings;
  }

  /**
   * That all is well; strangers may know that, and no more.
   *
   * @throws AuthException {@code UNAVAILABLE} if it is not
   */
  Map<String, ?> health() {
    if (!health.orElseThrow(() -> new AuthException(AuthError.NOT_FOUND)).isGood()) {
      throw new AuthException(AuthError.UNAVAILABLE);
    }
    return Map.of("status", "ok");
  }

  /**
   * Writes all measures, in the text format of Prometheus.
   *
   * @throws AuthException {@code FORBIDDEN} if the reader has not the role
   */
  void writeMetrics(HttpServletResponse response, Identity reader) throws IOException {
    String role = metricsRole.orElseThrow(() -> new AuthException(AuthError.NOT_FOUND));
    if (!reader.roles().contains(role)) {
      throw new AuthException(AuthError.FORBIDDEN);
    }
    Reply.write(
        response, OK, "text/plain; version=0.0.4; charset=utf-8", text(readings).getBytes(UTF_8));
  }

  /** What there is nothing to measure of is left out. */
  static String text(Readings readings) {
    StringBuilder text = new StringBuilder();
    for (Measure measure : Measure.values()) {
      Number value = readings.read(measure);
      if (value.doubleValue() >= 0) {
        if (!measure.help().isEmpty()) {
          appendHead(text, measure);
        }
        text.append("portcullis_").append(measure.series()).append(' ').append(value).append('\n');
      }
    }
    return text.toString();
  }

  private static void appendHead(StringBuilder text, Measure measure) {
    String series = measure.series();
    int label = series.indexOf('{');
    String family = "portcullis_" + (label < 0 ? series : series.substring(0, label));
    String type = measure.isCounter() ? "counter" : "gauge";
    text.append("# HELP ").append(family).append(' ').append(measure.help()).append('\n');
    text.append("# TYPE ").append(family).append(' ').append(type).append('\n');
  }
}
