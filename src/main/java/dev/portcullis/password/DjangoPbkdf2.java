package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Django's two PBKDF2 formats: {@code pbkdf2_sha256$iterations$salt$base64}, and with sha1. */
final class DjangoPbkdf2 implements PasswordFormat {
  // Decimal digits alone, without leading zeros: Django compares the row as text, too.
  private static final Pattern FIELDS =
      Pattern.compile("([a-z0-9_]+)\\$([0-9]+)\\$([^$]+)\\$([A-Za-z0-9+/]+={0,2})");

  private final String name;
  private final HashFunction hash;
  private final KeyDerivation derivation;

  DjangoPbkdf2(String name, HashFunction hash, KeyDerivation derivation) {
    this.name = name;
    this.hash = hash;
    this.derivation = derivation;
  }

  @Override
  public Optional<StoredPassword> read(String stored) {
    Matcher fields = FIELDS.matcher(stored);
    if (!fields.matches() || !fields.group(1).equals(name)) {
      return Optional.empty();
    }
    int iterations = Cost.bounded(fields.group(2), Cost.MAX_ITERATIONS);
    String salt = fields.group(3);
    return Encoded.base64(fields.group(4))
        .filter(digest -> iterations > 0 && digest.length == hash.digestBytes())
        .map(digest -> new DigestRow(digest, iterations, pw -> digest(pw, salt, iterations)));
  }

  String write(byte[] password, String salt, int iterations) {
    return name
        + "$"
        + iterations
        + "$"
        + salt
        + "$"
        + Encoded.toBase64(digest(password, salt, iterations));
  }

  private byte[] digest(byte[] password, String salt, int iterations) {
    // Django takes the salt as text and does not decode it.
    byte[] saltBytes = salt.getBytes(UTF_8);
    return derivation.pbkdf2(hash, password, saltBytes, iterations, hash.digestBytes());
  }
}
