package dev.portcullis.session;

import dev.portcullis.AuthException;
import dev.portcullis.password.PasswordHashes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a new password has to be: long enough, another one than before, and such that it can be
 * stored whole. Nothing is asked about kinds of characters (NIST SP 800-63B, section 5.1.1.2).
 */
public final class NewPasswords {
  private final int minLength;
  private final PasswordHashes hashes;

  /**
   * Passwords of at least {@code minLength} characters, counted as code points, which {@code
   * hashes} can store.
   */
  public NewPasswords(int minLength, PasswordHashes hashes) {
    this.minLength = minLength;
    this.hashes = hashes;
  }

  /**
   * Goes on only if the new password may take the place of what was typed as the old one, right or
   * wrong.
   *
   * @throws AuthException that tells by field all that is wrong
   */
  void check(String old, String replacement) {
    List<String> problems = new ArrayList<>();
    if (replacement.codePointCount(0, replacement.length()) < minLength) {
      problems.add(
          "This password is too short. It must contain at least %d characters."
              .formatted(minLength));
    }
    if (!hashes.canEncode(replacement)) {
      problems.add(
          "This password is too long. It must contain at most %d bytes."
              .formatted(hashes.maxBytes()));
    }
    if (replacement.equals(old)) {
      problems.add("This password is the same as the old one.");
    }
    if (!problems.isEmpty()) {
      throw AuthException.ofFields(Map.of("new_password", problems));
    }
  }

  /** The old password is not that of the user. */
  static AuthException wrongOldPassword() {
    return AuthException.ofFields(
        Map.of(
            "old_password",
            List.of("Your old password was entered incorrectly. Please enter it again.")));
  }
}
