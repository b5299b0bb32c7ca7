package dev.portcullis.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Node.js and its test runner, where they are on the machine. */
public final class Node {
  /** Where the tests of the JavaScript client are. */
  public static final Path TESTS = Path.of("src/test/js");

  private static final int OLDEST = 20;

  private Node() {}

  /** What a run of Node printed, and the status it ended with. */
  public record Run(int status, String output) {}

  /** Whether Node is there and is young enough. */
  public static boolean isThere() throws InterruptedException {
    try {
      Matcher version = Pattern.compile("v(\\d+)\\..*\n").matcher(run(List.of("--version")).output);
      return version.matches() && Integer.parseInt(version.group(1)) >= OLDEST;
    } catch (IOException e) { // No such program.
      return false;
    }
  }

  /** Runs the scripts of the client whose names end like this as tests, with these variables. */
  public static Run test(String nameEnd, Map<String, String> environment)
      throws IOException, InterruptedException {
    return test(TESTS, nameEnd, environment);
  }

  /** The same with the scripts of another folder. */
  public static Run test(Path folder, String nameEnd, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("--test"));
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(Path::toString)
          .filter(file -> file.endsWith(nameEnd))
          .sorted()
          .forEach(arguments::add);
    }
    return run(arguments, environment);
  }

  private static Run run(List<String> arguments) throws IOException, InterruptedException {
    return run(arguments, Map.of());
  }

  private static Run run(List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(arguments);
    Path output = Files.createTempFile("node", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        throw new IllegalStateException("Node does not end: " + Files.readString(output, UTF_8));
      }
      return new Run(process.exitValue(), Files.readString(output, UTF_8));
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
