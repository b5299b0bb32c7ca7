package dev.portcullis.config;

import java.util.Optional;

/** What a {@code ${env:X}} in a value stands for. */
@FunctionalInterface
public interface References {

  /** The places a value can refer to. */
  enum Origin {
    ENV("the environment variable %s is not set"),
    FILE("the file %s cannot be read as UTF-8 text of at most 64 KiB"),
    SYS("the system property %s is not set"),
    JNDI("JNDI has no text or number under %s");

    private final String absence;

    Origin(String absence) {
      this.absence = absence;
    }

    /** The sentence that says there is nothing under this name; it has one {@code %s}. */
    String absence() {
      return absence;
    }
  }

  /** The text under this name; empty if there is none. */
  Optional<String> resolve(Origin origin, String name);
}
