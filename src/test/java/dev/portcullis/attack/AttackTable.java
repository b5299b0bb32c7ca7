package dev.portcullis.attack;

import dev.portcullis.attack.TestReports.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Counts what becomes of each attack, and prints a table when all containers are done. */
final class AttackTable implements BeforeAllCallback, AutoCloseable {
  private static final String LINE = "%-4s | %-60s | %-60s | %s%n";

  private final Map<String, int[]> counts = new LinkedHashMap<>();
  private final StringBuilder containers = new StringBuilder();

  /** What follows is about this container. */
  void begin(String container) {
    containers.append(containers.isEmpty() ? "" : ", ").append(container);
  }

  /** One request more. */
  void count(Attack attack) {
    of(attack)[0]++;
  }

  /** The last one has got through. */
  void fail(Attack attack) {
    of(attack)[1]++;
  }

  private int[] of(Attack attack) {
    return counts.computeIfAbsent(attack.id(), id -> new int[2]);
  }

  /** Has the table printed when JUnit closes what it stores. */
  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(AttackTable.class))
        .put(context.getUniqueId(), this);
  }

  @Override
  public void close() {
    TestReports reports = new TestReports();
    System.out.printf("%nAttacks on %s%n", containers);
    System.out.printf(LINE, "id", "what went wrong elsewhere", "tests", "result");
    for (Attack attack : Attacks.all()) {
      System.out.printf(
          LINE, attack.id(), cut(attack.failed()), cut(attack.tests()), result(attack, reports));
    }
  }

  private String result(Attack attack, TestReports reports) {
    List<String> parts = new ArrayList<>();
    if (!attack.attempts().isEmpty()) {
      int[] count = of(attack);
      parts.add("%d of %d get through".formatted(count[1], count[0]));
    }
    for (Result result : Result.values()) {
      long tests = attack.proofs().stream().filter(proof -> reports.of(proof) == result).count();
      if (tests > 0) {
        parts.add("%d %s %s".formatted(tests, tests == 1 ? "test" : "tests", result));
      }
    }
    return String.join(", ", parts);
  }

  private static String cut(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
