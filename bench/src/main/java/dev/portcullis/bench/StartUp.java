package dev.portcullis.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * How much longer an application takes to start because of Portcullis: the sample on Tomcat 11,
 * with the all-in-one jar and without it.
 *
 * <p>Cold is from the launch of a JVM until the application serves, warm is a deployment in a JVM
 * that has done it before. The variants take turns, in another order each round, so that whatever
 * else the machine does meets all of them.
 */
public final class StartUp {
  private static final String JAR = "portcullis-.*-all\\.jar";

  private final Workshop workshop;

  private StartUp(Workshop workshop) {
    this.workshop = workshop;
  }

  /** {@code StartUp SAMPLE_WAR COLD_ROUNDS WARM_ROUNDS}. */
  public static void main(String[] args) throws Exception {
    int coldRounds = Integer.parseInt(args[1]);
    int warmRounds = Integer.parseInt(args[2]);
    Path jar =
        classPath().stream()
            .map(Path::of)
            .filter(path -> path.getFileName().toString().matches(JAR))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("No jar on the class path is " + JAR));
    try (Workshop workshop = Workshop.of(Path.of(args[0]), jar)) {
      StartUp startUp = new StartUp(workshop);
      startUp.makeOldTables();
      System.out.printf(
          "Start of the sample on Tomcat 11, H2 in a file, Java %s, %d processors%n%n",
          Runtime.version(), Runtime.getRuntime().availableProcessors());
      System.out.println(startUp.cold(coldRounds).table("cold, " + coldRounds + " rounds"));
      System.out.println(startUp.warm(warmRounds).table("warm, " + warmRounds + " rounds"));
    }
  }

  private void makeOldTables() throws Exception {
    start(Variant.OLD_TABLES, Workshop.url(workshop.template(Variant.OLD_TABLES)), new Times());
  }

  private Times cold(int rounds) throws Exception {
    Times times = new Times();
    for (int round = 0; round < rounds; round++) {
      List<Variant> order = new ArrayList<>(Arrays.asList(Variant.values()));
      Collections.rotate(order, round);
      for (Variant variant : order) {
        start(variant, workshop.newDatabase(variant), times);
      }
    }
    return times;
  }

  private Times warm(int rounds) throws Exception {
    Times times = new Times();
    run(
        line -> {
          String[] words = line.split(" ");
          if (words.length == 3 && words[1].matches("\\d+") && words[2].matches("\\d+")) {
            times.add(
                Variant.valueOf(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
          }
        },
        WarmStarts.class,
        workshop.folder().toString(),
        Integer.toString(rounds));
    return times;
  }

  private void start(Variant variant, String databaseUrl, Times times) throws Exception {
    long begin = System.nanoTime();
    run(
        line -> {
          if (line.startsWith(ColdStart.SERVES)) {
            times.add(
                variant,
                System.nanoTime() - begin,
                Long.parseLong(line.substring(ColdStart.SERVES.length())));
          }
        },
        ColdStart.class,
        variant.name(),
        workshop.application(variant).toString(),
        databaseUrl,
        workshop.folder().resolve("cold").toString());
  }

  /** Runs a program of ours on the class path of a container, which our jar is not on. */
  private static void run(Consumer<String> output, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-cp");
    command.add(
        classPath().stream()
            .filter(path -> !Path.of(path).getFileName().toString().matches(JAR))
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(program.getName());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        output.accept(line);
        lines.add(line);
      }
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join("\n", lines));
    }
  }

  private static List<String> classPath() {
    return List.of(System.getProperty("java.class.path").split(File.pathSeparator));
  }
}
