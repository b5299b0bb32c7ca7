package dev.portcullis.password;

import java.util.Optional;
import java.util.regex.Pattern;

/** MySQL's function PASSWORD() from 4.1 on: {@code *} and SHA-1 of SHA-1 in 40 hex digits. */
final class MysqlPassword implements PasswordFormat {
  private static final Pattern FIELDS = Pattern.compile("\\*[0-9A-Fa-f]{40}");

  @Override
  public Optional<StoredPassword> read(String stored) {
    return FIELDS.matcher(stored).matches()
        ? Encoded.hex(stored.substring(1))
            .map(digest -> new DigestRow(digest, 1, pw -> HashFunction.SHA1.digest(2, pw)))
        : Optional.empty();
  }
}
