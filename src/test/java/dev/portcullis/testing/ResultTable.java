package dev.portcullis.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Counts what becomes of the tests of a parameterized class, by parameter, and prints a table when
 * all tests are over.
 */
public final class ResultTable implements BeforeAllCallback, TestWatcher, AutoCloseable {
  private static final String LINE = "%-24s | %-26s | %7s%n";

  private final String subject;
  private final List<Row> rows = new ArrayList<>();

  /** A table about this. */
  public ResultTable(String subject) {
    this.subject = subject;
  }

  /** What follows, until {@link #end}, is about this one. */
  public void begin(String name) {
    rows.add(new Row(name));
  }

  /** It is over. */
  public void end() {
    last().end = Instant.now();
  }

  /** Has the table printed when JUnit closes what it stores. */
  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(ResultTable.class))
        .put(subject, this);
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    last().passed++;
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    last().failed++;
  }

  private Row last() {
    return rows.get(rows.size() - 1);
  }

  @Override
  public void close() {
    System.out.printf("%n" + LINE, subject, "result", "seconds");
    for (Row row : rows) {
      System.out.printf(
          LINE, row.name, row.result(), Duration.between(row.begin, row.end).toSeconds());
    }
  }

  private static final class Row {
    private final String name;
    private final Instant begin = Instant.now();
    private Instant end = begin;
    private int passed;
    private int failed;

    private Row(String name) {
      this.name = name;
    }

    private String result() {
      if (passed + failed == 0) {
        return "does not start";
      }
      return failed == 0
          ? "all %d pass".formatted(passed)
          : "%d of %d fail".formatted(failed, passed + failed);
    }
  }
}
