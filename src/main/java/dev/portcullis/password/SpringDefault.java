package dev.portcullis.password;

import java.util.List;
import java.util.Optional;

/**
 * Rows of an encoder of Spring Security that was used by itself, and so wrote no mark.
 *
 * @param mark the mark as the delegating encoder would have written it, in braces
 */
record SpringDefault(String mark) implements BareFormat {
  // The others are known without a mark, or do not come without.
  private static final List<String> MARKS =
      List.of(
          "{pbkdf2}",
          "{pbkdf2@SpringSecurity_v5_8}",
          "{sha256}",
          "{MD4}",
          "{MD5}",
          "{SHA-1}",
          "{SHA-256}");

  SpringDefault {
    if (!MARKS.contains(mark)) {
      throw new IllegalArgumentException(
          "\"" + mark + "\": want one of " + String.join(", ", MARKS));
    }
  }

  @Override
  public Optional<StoredPassword> read(
      String stored, Optional<String> salt, PasswordFormat byForm) {
    return byForm.read(mark + stored);
  }
}
