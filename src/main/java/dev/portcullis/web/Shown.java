package dev.portcullis.web;

/** Text from outside, made fit for an answer or a log. */
final class Shown {
  private static final int MAX_LENGTH = 100;

  private Shown() {}

  /** The text with anything but printable ASCII replaced, cut to 100 characters. */
  static String cut(String text) {
    int length = Math.min(text.length(), MAX_LENGTH);
    StringBuilder shown = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      shown.append(c >= ' ' && c <= '~' ? c : '?');
    }
    return shown.toString();
  }
}
