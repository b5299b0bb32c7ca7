package dev.portcullis.config;

import java.util.List;
import java.util.stream.Stream;

/** Values of several lines, and lists. */
final class ListText {
  private ListText() {}

  /** The lines without comments, white space around them, and lines with nothing on them. */
  static List<String> lines(String text) {
    return text.lines()
        .map(ListText::withoutComment)
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** The items between commas and line ends; empty ones, as after a last comma, do not count. */
  static List<String> items(String text) {
    return lines(text).stream()
        .flatMap(line -> Stream.of(line.split(",", -1)))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /** A hash at the start of a word starts a comment; within a word it belongs to it. */
  private static String withoutComment(String line) {
    for (int at = 0; at < line.length(); at++) {
      if (line.charAt(at) == '#' && (at == 0 || Character.isWhitespace(line.charAt(at - 1)))) {
        return line.substring(0, at);
      }
    }
    return line;
  }
}
