package dev.portcullis.config;

import java.util.Optional;

/**
 * How passwords are stored; whether the texts name formats is for the password formats to say.
 *
 * @param encoding the format of new hashes with its cost, such as {@code pbkdf2_sha256$600000}
 * @param format how to read hashes that do not tell by their form, such as {@code md5}
 * @param upgrade whether logins store hashes anew that are not as {@code encoding} says
 * @param pepper what new hashes are keyed with
 * @param change whether users may change their own passwords
 */
public record PasswordSettings(
    String encoding,
    Optional<String> format,
    boolean upgrade,
    Optional<Secret> pepper,
    PasswordChangeSettings change) {

  /** Whether the gate writes to the application's passwords at all. */
  public boolean writes() {
    return upgrade || change.enabled();
  }
}
