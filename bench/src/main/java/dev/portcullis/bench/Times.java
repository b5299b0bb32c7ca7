package dev.portcullis.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long the variants took, and the table of it. */
final class Times {
  private static final String HEAD = "%-32s %8s %10s %14s %12s %10s%n";
  private static final String LINE = "  %-30s %8.0f %+10.0f %6.0f to %4.0f %12.0f %+10.0f%n";

  private final Map<Variant, List<Double>> wall = new EnumMap<>(Variant.class);
  private final Map<Variant, List<Double>> cpu = new EnumMap<>(Variant.class);

  /** One more start took so long by the clock, and so much of the starting thread's CPU time. */
  void add(Variant variant, long wallNanos, long cpuNanos) {
    wall.computeIfAbsent(variant, key -> new ArrayList<>()).add(wallNanos / 1e6);
    cpu.computeIfAbsent(variant, key -> new ArrayList<>()).add(cpuNanos / 1e6);
  }

  /**
   * A line per variant: the median by the clock, the median of its differences to {@link
   * Variant#WITHOUT} of the same round, the quarters between which its middle half lies, and the
   * first two by CPU time, which other work on the machine hardly stretches.
   */
  String table(String title) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(Locale.ROOT, HEAD, title, "ms", "differ", "middle half", "CPU ms", "differ"));
    wall.forEach(
        (variant, times) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    LINE,
                    variant.title(),
                    quantile(times, 0.5),
                    quantile(differences(wall, variant), 0.5),
                    quantile(times, 0.25),
                    quantile(times, 0.75),
                    quantile(cpu.get(variant), 0.5),
                    quantile(differences(cpu, variant), 0.5))));
    return text.toString();
  }

  private static List<Double> differences(Map<Variant, List<Double>> of, Variant variant) {
    List<Double> times = of.get(variant);
    List<Double> without = of.get(Variant.WITHOUT);
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
