package dev.portcullis.password;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spring Security's SCryptPasswordEncoder: {@code $params$salt$key}, the last two in base64; the
 * parameters are hexadecimal, the logarithm of N in all but the last four digits, then r, then p.
 */
final class SpringScrypt implements PasswordFormat {
  private static final Pattern FIELDS =
      Pattern.compile(
          "\\$([0-9a-f]{1,2})([0-9a-f]{2})([0-9a-f]{2})"
              + "\\$([A-Za-z0-9+/]+={0,2})\\$([A-Za-z0-9+/]+={0,2})");
  private static final int MAX_LOG_N = 21; // 256 MiB with r = 1.
  private static final int MIN_KEY_BYTES = 16;
  private static final int MAX_KEY_BYTES = 128;

  private final KeyDerivation derivation;

  SpringScrypt(KeyDerivation derivation) {
    this.derivation = derivation;
  }

  @Override
  public Optional<StoredPassword> read(String stored) {
    Matcher fields = FIELDS.matcher(stored);
    if (!fields.matches() || number(fields, 1) > MAX_LOG_N) {
      return Optional.empty();
    }
    ScryptCost cost = new ScryptCost(1 << number(fields, 1), number(fields, 2), number(fields, 3));
    Optional<byte[]> salt = Encoded.base64(fields.group(4));
    Optional<byte[]> key =
        Encoded.base64(fields.group(5))
            .filter(bytes -> bytes.length >= MIN_KEY_BYTES && bytes.length <= MAX_KEY_BYTES);
    if (!cost.isBearable() || salt.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    int length = key.get().length;
    return Optional.of(
        new DigestRow(
            key.get(), cost.rounds(), pw -> derivation.scrypt(cost, pw, salt.get(), length)));
  }

  private static int number(Matcher fields, int group) {
    return Integer.parseInt(fields.group(group), 16);
  }
}
