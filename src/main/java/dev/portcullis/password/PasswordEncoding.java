package dev.portcullis.password;

import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How new passwords are stored: a format and its cost. */
public sealed interface PasswordEncoding permits Pbkdf2Encoding, BcryptEncoding, Argon2Encoding {

  /** The number of characters of each value that it writes. */
  int length();

  /**
   * The value to store for a password, with a new salt.
   *
   * @throws IllegalArgumentException if the format cannot take a password of this length
   */
  String write(KeyDerivation derivation, byte[] password, SecureRandom random);

  /** Whether a stored value is one that it could have written, of the same cost. */
  boolean wrote(String stored);

  /** The longest password that it takes, in bytes of UTF-8. */
  default int maxBytes() {
    return PasswordHashes.MAX_PASSWORD_BYTES;
  }

  /** What one hash costs, in rounds of PBKDF2 with HMAC-SHA256. */
  long rounds();

  /** Works as long as so many rounds take, by its own function: others age differently. */
  void spend(KeyDerivation derivation, byte[] password, long rounds);

  /**
   * The encoding that a text such as {@code pbkdf2_sha256$600000}, {@code bcrypt$12} or {@code
   * argon2id$m=19456,t=2,p=1} names.
   *
   * @throws IllegalArgumentException if it names none, or the cost is out of bounds
   */
  static PasswordEncoding parse(String text) {
    Matcher matcher =
        Pattern.compile(
                "pbkdf2_sha256\\$([1-9][0-9]{0,8})"
                    + "|bcrypt\\$([1-9][0-9]?)"
                    + "|argon2id\\$m=([1-9][0-9]{0,8}),t=([1-9][0-9]{0,8}),p=([1-9][0-9]{0,8})")
            .matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\": want a format and its cost: pbkdf2_sha256$600000, bcrypt$12 or"
              + " argon2id$m=19456,t=2,p=1");
    }
    if (matcher.group(1) != null) {
      return new Pbkdf2Encoding(Integer.parseInt(matcher.group(1)));
    }
    if (matcher.group(2) != null) {
      return new BcryptEncoding(Integer.parseInt(matcher.group(2)));
    }
    return new Argon2Encoding(
        Integer.parseInt(matcher.group(3)),
        Integer.parseInt(matcher.group(4)),
        Integer.parseInt(matcher.group(5)));
  }
}
