package dev.portcullis.password;

import java.util.Optional;

/**
 * How passwords are stored.
 *
 * @param preferred how new ones are
 * @param bare how to read rows that do not tell by their form
 * @param pepper what new ones are hashed with
 */
public record PasswordPolicy(
    PasswordEncoding preferred, Optional<BareFormat> bare, Optional<Pepper> pepper) {

  /** New passwords so encoded; all formats known by their form; no pepper. */
  public static PasswordPolicy of(PasswordEncoding preferred) {
    return new PasswordPolicy(preferred, Optional.empty(), Optional.empty());
  }
}
