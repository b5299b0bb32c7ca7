package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spring Security's MessageDigestPasswordEncoder: {@code {SHA-256}{salt}hex} over the password and
 * {@code {salt}}, braces included; without a salt over the password alone.
 */
final class SpringDigest implements PasswordFormat {
  private static final Pattern FIELDS =
      Pattern.compile("\\{(MD4|MD5|SHA-1|SHA-256)\\}(\\{[^}]*\\})?([0-9a-f]+)");

  @Override
  public Optional<StoredPassword> read(String stored) {
    Matcher fields = FIELDS.matcher(stored);
    if (!fields.matches()) {
      return Optional.empty();
    }
    HashFunction hash = HashFunction.named(fields.group(1)).orElseThrow();
    byte[] salt = fields.group(2) == null ? new byte[0] : fields.group(2).getBytes(UTF_8);
    return Encoded.hex(fields.group(3))
        .filter(digest -> digest.length == hash.digestBytes())
        .map(digest -> new DigestRow(digest, 1, password -> hash.digest(password, salt)));
  }
}
