package dev.portcullis.config;

import java.util.List;

/** The configuration is wrong: the deployer's mistake, all of it told at once. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** One sentence per problem: which parameter, what was found, what is wanted. */
  public ConfigException(List<String> problems) {
    super(problems.size() + " configuration error(s):\n  - " + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** The sentences, in the order in which they are told. */
  public List<String> problems() {
    return problems;
  }
}
