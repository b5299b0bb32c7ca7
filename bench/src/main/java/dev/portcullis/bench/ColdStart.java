package dev.portcullis.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** One start in a JVM of its own, which ends after it. */
final class ColdStart {
  /** What is printed when the application serves, before the starting thread's CPU nanoseconds. */
  static final String SERVES = "The application serves after ";

  private ColdStart() {}

  /** {@code ColdStart VARIANT APPLICATION DATABASE_URL WORK}. */
  public static void main(String[] args) throws Exception {
    Variant variant = Variant.valueOf(args[0]);
    try (TomcatServer server = new TomcatServer(Path.of(args[3]))) {
      server.deploy(variant, Path.of(args[1]), args[2]);
      System.out.println(SERVES + ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
      server.check(variant);
    }
  }
}
