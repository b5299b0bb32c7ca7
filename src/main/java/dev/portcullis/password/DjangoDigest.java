package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Django's oldest formats: {@code md5$salt$hex} and {@code sha1$salt$hex}, over the salt and the
 * password; the unsalted {@code md5$$hex} and {@code sha1$$hex} are those with no salt.
 */
final class DjangoDigest implements PasswordFormat {
  private static final Pattern FIELDS = Pattern.compile("(md5|sha1)\\$([^$]*)\\$([0-9a-f]+)");

  @Override
  public Optional<StoredPassword> read(String stored) {
    Matcher fields = FIELDS.matcher(stored);
    if (!fields.matches()) {
      return Optional.empty();
    }
    HashFunction hash = HashFunction.named(fields.group(1)).orElseThrow();
    byte[] salt = fields.group(2).getBytes(UTF_8);
    return Encoded.hex(fields.group(3))
        .filter(digest -> digest.length == hash.digestBytes())
        .map(digest -> new DigestRow(digest, 1, password -> hash.digest(salt, password)));
  }
}
