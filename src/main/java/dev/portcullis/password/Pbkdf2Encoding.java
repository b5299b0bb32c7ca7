package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PBKDF2 with HMAC-SHA256 in Django's syntax.
 *
 * @param iterations rounds of PBKDF2, 1,000 to 5,000,000 (RFC 8018, section 4.2)
 */
public record Pbkdf2Encoding(int iterations) implements PasswordEncoding {
  /** What OWASP asks for PBKDF2 with HMAC-SHA256, and Django 4.2's own number. */
  public static final int DEFAULT_ITERATIONS = 600_000;

  private static final int MIN_ITERATIONS = 1_000;

  private static final String NAME = "pbkdf2_sha256";
  private static final String SALT_CHARACTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final int SALT_LENGTH = 22; // 131 bits, Django's own number.

  /** What Django wants of a salt: 22 characters of 62 have 131 bits, 21 have 125. */
  private static final int MIN_SALT_BITS = 128;

  private static final double BITS_PER_SALT_CHARACTER = Math.log(62) / Math.log(2);
  private static final int DIGEST_LENGTH = 44;
  private static final byte[] NO_SALT = "unused".getBytes(UTF_8);

  private static final Pattern WRITTEN =
      Pattern.compile("pbkdf2_sha256\\$([0-9]+)\\$([^$]+)\\$[A-Za-z0-9+/]{43}=");

  public Pbkdf2Encoding {
    if (iterations < MIN_ITERATIONS || iterations > Cost.MAX_ITERATIONS) {
      throw new IllegalArgumentException(
          String.format(
              "iterations = %d: want %d to %d", iterations, MIN_ITERATIONS, Cost.MAX_ITERATIONS));
    }
  }

  @Override
  public int length() {
    return (NAME + "$" + iterations + "$").length() + SALT_LENGTH + 1 + DIGEST_LENGTH;
  }

  @Override
  public String write(KeyDerivation derivation, byte[] password, SecureRandom random) {
    return new DjangoPbkdf2(NAME, HashFunction.SHA256, derivation)
        .write(password, salt(random), iterations);
  }

  @Override
  public boolean wrote(String stored) {
    Matcher fields = WRITTEN.matcher(stored);
    if (!fields.matches()) {
      return false;
    }
    String salt = fields.group(2);
    double saltBits = salt.codePointCount(0, salt.length()) * BITS_PER_SALT_CHARACTER;
    return fields.group(1).equals(String.valueOf(iterations)) && saltBits >= MIN_SALT_BITS;
  }

  @Override
  public long rounds() {
    return iterations;
  }

  @Override
  public void spend(KeyDerivation derivation, byte[] password, long rounds) {
    HashFunction hash = HashFunction.SHA256;
    derivation.pbkdf2(hash, password, NO_SALT, Math.toIntExact(rounds), hash.digestBytes());
  }

  private static String salt(SecureRandom random) {
    StringBuilder salt = new StringBuilder(SALT_LENGTH);
    for (int i = 0; i < SALT_LENGTH; i++) {
      salt.append(SALT_CHARACTERS.charAt(random.nextInt(SALT_CHARACTERS.length())));
    }
    return salt.toString();
  }
}
