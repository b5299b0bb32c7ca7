package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Django's two PBKDF2 formats have in common: {@code name$iterations$salt$base64}. */
final class DjangoPbkdf2 implements PasswordFormat {
  // Decimal digits alone, without leading zeros: Django compares the row as text, too.
  private static final Pattern FIELDS =
      Pattern.compile("([a-z0-9_]+)\\$([1-9][0-9]{0,6})\\$([^$]+)\\$([A-Za-z0-9+/]+={0,2})");

  /** What Django wants of a salt: 22 characters of 62 have 131 bits, 21 have 125. */
  private static final int MIN_SALT_BITS = 128;

  private static final double BITS_PER_SALT_CHARACTER = Math.log(62) / Math.log(2);

  private final String name;
  private final HmacHash hash;
  private final KeyDerivation derivation;

  DjangoPbkdf2(String name, HmacHash hash, KeyDerivation derivation) {
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
    int iterations = Integer.parseInt(fields.group(2));
    String digest = fields.group(4);
    if (iterations > PasswordEncoding.MAX_ITERATIONS
        || digest.length() != base64(new byte[hash.digestBytes()]).length()) {
      return Optional.empty();
    }
    return Optional.of(new Row(iterations, fields.group(3), digest));
  }

  String write(byte[] password, String salt, int iterations) {
    return name + "$" + iterations + "$" + salt + "$" + digest(password, salt, iterations);
  }

  private String digest(byte[] password, String salt, int iterations) {
    // Django takes the salt as text and does not decode it.
    byte[] saltBytes = salt.getBytes(UTF_8);
    return base64(derivation.derive(hash, password, saltBytes, iterations, hash.digestBytes()));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private final class Row implements StoredPassword {
    private final int iterations;
    private final String salt;
    private final String digest;

    Row(int iterations, String salt, String digest) {
      this.iterations = iterations;
      this.salt = salt;
      this.digest = digest;
    }

    @Override
    public boolean matches(byte[] password) {
      // As text: base64 with stray bits in its last character is not what anybody stored.
      byte[] expected = digest.getBytes(US_ASCII);
      byte[] actual = digest(password, salt, iterations).getBytes(US_ASCII);
      return MessageDigest.isEqual(expected, actual);
    }

    @Override
    public int rounds() {
      return iterations;
    }

    @Override
    public boolean isUpToDate(PasswordEncoding preferred) {
      double saltBits = salt.codePointCount(0, salt.length()) * BITS_PER_SALT_CHARACTER;
      return hash == HmacHash.SHA256
          && iterations == preferred.iterations()
          && saltBits >= MIN_SALT_BITS;
    }
  }
}
