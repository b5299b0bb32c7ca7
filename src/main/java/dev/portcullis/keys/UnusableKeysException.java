package dev.portcullis.keys;

import java.util.List;

/** Keys that somebody has put somewhere cannot be used: the deployer's mistake. */
public final class UnusableKeysException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  UnusableKeysException(List<String> problems) {
    super(String.join("; ", problems), null, false, false);
    this.problems = List.copyOf(problems);
  }

  /** One sentence a problem: which file, what was found, what is wanted; nothing of the keys. */
  public List<String> problems() {
    return problems;
  }
}
