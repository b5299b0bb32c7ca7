package dev.portcullis.attack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What came back over a socket, as it was written. */
final class RawAnswer {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
  private static final String BLANK_LINE = "\r\n\r\n";

  private final String text;

  RawAnswer(String text) {
    this.text = text;
  }

  /** The status of the last answer that is no interim one; 0 if there is no answer. */
  int status() {
    String rest = afterInterim();
    return rest.matches("(?s)HTTP/1\\.[01] \\d{3}.*") ? Integer.parseInt(rest.substring(9, 12)) : 0;
  }

  /** All values of a header of the answer, between commas; empty if it has none. */
  String header(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return Arrays.stream(head().split("\r\n"))
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .collect(Collectors.joining(", "));
  }

  /** The statuses of all answers on the connection. */
  List<String> statuses() {
    return STATUS.matcher(text).results().map(status -> status.group(1)).toList();
  }

  /** All that came. */
  String text() {
    return text;
  }

  private String head() {
    String rest = afterInterim();
    int end = rest.indexOf(BLANK_LINE);
    return end < 0 ? rest : rest.substring(0, end);
  }

  private String afterInterim() {
    String rest = text;
    while (rest.startsWith("HTTP/1.1 1") && rest.contains(BLANK_LINE)) {
      rest = rest.substring(rest.indexOf(BLANK_LINE) + BLANK_LINE.length());
    }
    return rest;
  }

  @Override
  public String toString() {
    return text.length() > 600 ? text.substring(0, 600) + "..." : text;
  }
}
