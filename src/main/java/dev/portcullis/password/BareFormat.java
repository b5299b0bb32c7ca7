package dev.portcullis.password;

import java.util.List;
import java.util.Optional;

/** How to read stored passwords that do not tell by their form how they were made. */
public sealed interface BareFormat permits DigestExpression, PlainText, SpringDefault {

  /**
   * What a stored value says, if the formats known by their form say nothing to it; empty if it is
   * malformed.
   *
   * @param salt what the column of the salt has
   * @param byForm those formats
   */
  Optional<StoredPassword> read(String stored, Optional<String> salt, PasswordFormat byForm);

  /**
   * The format that a text names: {@code plain}; the mark of Spring Security that is missing, such
   * as {@code {pbkdf2}}; or an expression, such as {@code md5} or {@code
   * sha256(salt+password)*1000} ({@link DigestExpression}).
   *
   * @throws IllegalArgumentException if it names none
   */
  static BareFormat parse(String text) {
    if (text.equals("plain")) {
      return new PlainText();
    }
    return text.startsWith("{") ? new SpringDefault(text) : DigestExpression.parse(text);
  }

  /** What columns have where nobody is to log in, in one system or the other. */
  List<String> UNUSABLE = List.of("", "!", "!!", "*", "x", "null", "NULL");
}
