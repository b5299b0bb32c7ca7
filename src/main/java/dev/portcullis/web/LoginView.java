package dev.portcullis.web;

import java.util.Optional;

/**
 * What a login page shows.
 *
 * @param action where its form goes
 * @param next where it leads, or the empty text
 * @param problem what is to be said, of a fixed list: nothing of what was sent comes back
 */
record LoginView(String action, String next, Problem problem) {

  /** What can be said above the form. */
  enum Problem {
    NONE,
    /** Name or password is wrong, or the user may not sign in: nobody learns which. */
    WRONG,
    /** The session is over. */
    OVER,
    /** The form came from elsewhere. */
    ELSEWHERE,
    /** Too much to do, or the database is away. */
    BUSY,
    /** Too many have failed lately. */
    THROTTLED;

    /** The key of its text. */
    Optional<String> key() {
      return switch (this) {
        case NONE -> Optional.empty();
        case WRONG -> Optional.of("error.wrong");
        case OVER -> Optional.of("error.over");
        case ELSEWHERE -> Optional.of("error.elsewhere");
        case BUSY -> Optional.of("error.busy");
        case THROTTLED -> Optional.of("error.throttled");
      };
    }

    /** What the application's own page reads; empty if there is nothing to say. */
    String word() {
      return key().map(key -> key.substring(key.indexOf('.') + 1)).orElse("");
    }
  }
}
