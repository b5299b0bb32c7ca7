package dev.portcullis.password;

import java.util.Optional;

/** A syntax in which passwords are stored. */
interface PasswordFormat {

  /** What a stored value says; empty if it is of another format, malformed or too costly. */
  Optional<StoredPassword> read(String stored);
}
