package dev.portcullis.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long the variants took, and the table of it. */
final class Times {
  private final Map<Variant, List<Double>> millis = new EnumMap<>(Variant.class);

  /** One more start took so long. */
  void add(Variant variant, long nanos) {
    millis.computeIfAbsent(variant, key -> new ArrayList<>()).add(nanos / 1e6);
  }

  /**
   * A line per variant: the median, its difference to {@link Variant#WITHOUT}, the quarters between
   * which the middle half lies, and the median of the differences within a round.
   */
  String table(String title) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-32s %9s %12s %12s %16s%n",
            title,
            "median ms",
            "difference",
            "by round",
            "middle half"));
    millis.forEach(
        (variant, times) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "  %-30s %9.0f %+12.0f %+12.0f %8.0f to %4.0f%n",
                    variant.title(),
                    quantile(times, 0.5),
                    quantile(times, 0.5) - quantile(millis.get(Variant.WITHOUT), 0.5),
                    quantile(differences(times), 0.5),
                    quantile(times, 0.25),
                    quantile(times, 0.75))));
    return text.toString();
  }

  private List<Double> differences(List<Double> times) {
    List<Double> without = millis.get(Variant.WITHOUT);
    List<Double> differences = new ArrayList<>();
    for (int round = 0; round < times.size(); round++) {
      differences.add(times.get(round) - without.get(round));
    }
    return differences;
  }

  /** By linear interpolation between the two nearest. */
  private static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    double place = share * (sorted.size() - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }
}
