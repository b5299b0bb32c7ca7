package dev.portcullis.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What became of tests of others, as Maven's reports say of the classes that are there now. */
final class TestReports {
  private static final Path TARGET = Path.of("target");
  private static final List<String> FOLDERS = List.of("surefire-reports", "failsafe-reports");

  private final FileTime compiled;

  TestReports() {
    this.compiled = newest(TARGET.resolve("classes"));
  }

  /** What a test has given. */
  enum Result {
    PASSED("passed"),
    FAILED("FAILED"),
    /** Not since the last compilation: it comes later, or with a profile. */
    NOT_RUN("not run yet");

    private final String text;

    Result(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** The result of {@code package.Class#method} below our package. */
  Result of(String proof) {
    String[] name = proof.split("#", -1);
    return FOLDERS.stream()
        .map(folder -> TARGET.resolve(folder).resolve("TEST-dev.portcullis." + name[0] + ".xml"))
        .filter(this::isOfTheseClasses)
        .map(report -> read(report, name[1]))
        .findFirst()
        .orElse(Result.NOT_RUN);
  }

  private boolean isOfTheseClasses(Path report) {
    return Files.exists(report) && modified(report).compareTo(compiled) > 0;
  }

  private static Result read(Path report, String method) {
    List<MatchResult> cases =
        Pattern.compile(
                "<testcase name=\"" + method + "\\b[^>]*?(?:/>|>(.*?)</testcase>)", Pattern.DOTALL)
            .matcher(text(report))
            .results()
            .toList();
    if (cases.stream().anyMatch(test -> has(test, "<failure") || has(test, "<error"))) {
      return Result.FAILED;
    }
    return cases.isEmpty() || cases.stream().anyMatch(test -> has(test, "<skipped"))
        ? Result.NOT_RUN
        : Result.PASSED;
  }

  private static boolean has(MatchResult test, String element) {
    return test.group(1) != null && test.group(1).contains(element);
  }

  private static String text(Path report) {
    try {
      return new String(Files.readAllBytes(report), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTime newest(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(TestReports::modified)
          .max(Comparator.naturalOrder())
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
