package dev.portcullis.password;

import java.util.Optional;

/**
 * The password as it is; what usually stands for "none" is none.
 *
 * <p>A row that has the form of a hash is one: else whoever has read the table could log in with
 * the hash.
 */
record PlainText() implements BareFormat {

  @Override
  public Optional<StoredPassword> read(
      String stored, Optional<String> salt, PasswordFormat byForm) {
    return UNUSABLE.contains(stored) ? Optional.empty() : Noop.plain(stored);
  }
}
