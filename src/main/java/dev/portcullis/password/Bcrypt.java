package dev.portcullis.password;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * bcrypt under all its names: {@code $2a$}, {@code $2b$}, {@code $2y$}, {@code $2x$} and {@code
 * $2$}.
 *
 * <p>The cipher is keyed with 72 bytes, whatever the password has: a shorter one is repeated, with
 * a NUL after each time (without it in {@code $2$}), and what a longer one has beyond them does not
 * count. That is what every original does, so rows of long passwords are to match; {@link
 * BcryptEncoding} does not make new ones.
 */
final class Bcrypt implements PasswordFormat {
  static final int KEY_BYTES = 72;
  static final int SALT_BYTES = 16;
  static final int MIN_COST = 4;

  /** Three seconds or so; each step doubles it. */
  static final int MAX_COST = 15;

  private static final Pattern FIELDS =
      Pattern.compile("\\$2([abxy]?)\\$([0-9]{2})\\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})");

  private final KeyDerivation derivation;

  Bcrypt(KeyDerivation derivation) {
    this.derivation = derivation;
  }

  @Override
  public Optional<StoredPassword> read(String stored) {
    Matcher fields = FIELDS.matcher(stored);
    if (!fields.matches()) {
      return Optional.empty();
    }
    String version = fields.group(1);
    int cost = Integer.parseInt(fields.group(2));
    Optional<byte[]> salt = Encoded.bcryptBase64(fields.group(3));
    Optional<byte[]> digest = Encoded.bcryptBase64(fields.group(4));
    if (cost < MIN_COST || cost > MAX_COST || salt.isEmpty() || digest.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DigestRow(
            digest.get(),
            rounds(cost),
            password -> derivation.bcrypt(cost, key(version, password), salt.get())));
  }

  /** Measured beside PBKDF2 on JDK 17: 69 ms for a cost of 10. */
  static long rounds(int cost) {
    return 470L << cost;
  }

  /** The 72 bytes as {@code $2b$} has them. */
  static byte[] key(byte[] password) {
    return key("b", password);
  }

  private static byte[] key(String version, byte[] password) {
    int period = version.isEmpty() ? password.length : password.length + 1;
    byte[] key = new byte[KEY_BYTES];
    for (int i = 0; period > 0 && i < KEY_BYTES; i++) {
      int at = i % period;
      key[i] = at < password.length ? password[at] : 0;
    }
    return version.equals("x") ? signExtended(key) : key;
  }

  // crypt_blowfish before 1.1 took characters as signed (CVE-2011-2483): one beyond ASCII sets all
  // higher bits of its word. The mistake is made here once more, and the words put back into bytes.
  private static byte[] signExtended(byte[] key) {
    byte[] mistaken = new byte[KEY_BYTES];
    for (int at = 0; at < KEY_BYTES; at += 4) {
      int word = 0;
      for (int i = 0; i < 4; i++) {
        word = (word << 8) | key[at + i];
      }
      for (int i = 0; i < 4; i++) {
        mistaken[at + i] = (byte) (word >> (24 - 8 * i));
      }
    }
    return mistaken;
  }
}
