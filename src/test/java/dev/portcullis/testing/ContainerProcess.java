package dev.portcullis.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A container's process with its folder, which is deleted at the end, at the latest by the JVM. */
final class ContainerProcess implements Container {
  /** Options of a JVM that lives for a minute beside others. */
  static final String OPTIONS = "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  /** Long enough for the slowest on a busy machine; who fails earlier is noticed earlier. */
  private static final long STARTUP_SECONDS = 120;

  private static final long SHUTDOWN_SECONDS = 20;

  private final Process process;
  private final Path folder;
  private final Path output;
  private final Thread atExit = new Thread(this::end);
  private URI url;
  private String lastWords;

  private ContainerProcess(Process process, Path folder, Path output) {
    this.process = process;
    this.folder = folder;
    this.output = output;
  }

  /**
   * Starts the process and waits until it serves.
   *
   * @param folder its own
   * @param port how it prints its port, in group 1
   * @param ready how it prints that it has deployed everything
   */
  static ContainerProcess start(ProcessBuilder command, Path folder, Pattern port, Pattern ready)
      throws IOException {
    Path output = folder.resolve("output");
    Process process = command.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    ContainerProcess container = new ContainerProcess(process, folder, output);
    Runtime.getRuntime().addShutdownHook(container.atExit);
    try {
      container.find(ready);
      container.url = URI.create("http://127.0.0.1:" + container.find(port).group(1));
    } catch (RuntimeException e) {
      container.close();
      throw e;
    }
    return container;
  }

  /** The beginning of a command that runs this Java, small and quick to start. */
  static List<String> java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(OPTIONS.split(" ")));
    command.addAll(List.of(arguments));
    return command;
  }

  @Override
  public URI url() {
    return url;
  }

  @Override
  public String log() {
    if (lastWords != null) {
      return lastWords;
    }
    try {
      return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    end();
  }

  private void end() {
    if (lastWords != null) {
      return;
    }
    // Some scripts start the JVM as a child, and do not take it with them.
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    try {
      process.getOutputStream().close(); // Launchers of ours end with their input,
      all.forEach(ProcessHandle::destroy); // the others when they are told to.
      CompletableFuture.allOf(
              all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
          .get(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // They had their time.
    }
    all.forEach(ProcessHandle::destroyForcibly);
    lastWords = log();
    TempFolder.delete(folder);
  }

  private Matcher find(Pattern pattern) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTUP_SECONDS);
    while (true) {
      boolean alive = process.isAlive();
      Matcher found = pattern.matcher(log());
      if (found.find()) {
        return found;
      }
      if (!alive || System.nanoTime() > end) {
        throw new IllegalStateException("Never printed " + pattern + ":\n" + log());
      }
      pause();
    }
  }

  // There is no event to wait for: the process writes to a file.
  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
