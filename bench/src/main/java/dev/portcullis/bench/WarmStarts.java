package dev.portcullis.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.apache.catalina.Context;

/** Many deployments in one JVM, one after the other. */
final class WarmStarts {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private WarmStarts() {}

  /** {@code WarmStarts FOLDER ROUNDS}: prints a line {@code VARIANT NANOSECONDS CPU} for each. */
  public static void main(String[] args) throws Exception {
    Workshop workshop = new Workshop(Path.of(args[0]));
    int rounds = Integer.parseInt(args[1]);
    try (TomcatServer server = new TomcatServer(workshop.folder().resolve("warm"))) {
      // The first rounds warm up.
      for (int round = -2; round < rounds; round++) {
        for (Variant variant : Variant.values()) {
          String times = time(server, workshop, variant);
          if (round >= 0) {
            System.out.println(variant + " " + times);
          }
        }
      }
    }
  }

  private static String time(TomcatServer server, Workshop workshop, Variant variant)
      throws Exception {
    String url = workshop.newDatabase(variant);
    try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
      System.gc(); // The last application's remains are not to be charged to this one.
      long begin = System.nanoTime();
      long beginCpu = THREADS.getCurrentThreadCpuTime();
      Context application = server.deploy(variant, workshop.application(variant), url);
      long cpu = THREADS.getCurrentThreadCpuTime() - beginCpu;
      long nanos = System.nanoTime() - begin;
      server.check(variant);
      server.undeploy(application);
      connection.createStatement().execute("SHUTDOWN");
      return nanos + " " + cpu;
    }
  }
}
