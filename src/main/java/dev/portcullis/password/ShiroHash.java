package dev.portcullis.password;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shiro 1: {@code $shiro1$SHA-256$500000$salt$digest} in base64, over salt and password and then
 * over the digest.
 */
final class ShiroHash implements PasswordFormat {
  private static final Pattern FIELDS =
      Pattern.compile(
          "\\$shiro1\\$(MD5|SHA-1|SHA-256|SHA-384|SHA-512)\\$([0-9]+)"
              + "\\$([A-Za-z0-9+/]*={0,2})\\$([A-Za-z0-9+/]+={0,2})");

  @Override
  public Optional<StoredPassword> read(String stored) {
    Matcher fields = FIELDS.matcher(stored);
    if (!fields.matches()) {
      return Optional.empty();
    }
    HashFunction hash = HashFunction.named(fields.group(1)).orElseThrow();
    int rounds = Cost.bounded(fields.group(2), Cost.MAX_ITERATIONS);
    Optional<byte[]> salt = Encoded.base64(fields.group(3));
    Optional<byte[]> digest =
        Encoded.base64(fields.group(4)).filter(bytes -> bytes.length == hash.digestBytes());
    return rounds == 0 || salt.isEmpty() || digest.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DigestRow(digest.get(), rounds / 2, pw -> hash.digest(rounds, salt.get(), pw)));
  }
}
