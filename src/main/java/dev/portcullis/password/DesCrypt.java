package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * crypt(3) as it was at first: two characters of salt and eleven of DES.
 *
 * <p>The first eight bytes of the password are the key, the lowest seven bits of each; what comes
 * after them does not count. In "bigcrypt" it does: there are eleven more characters for each
 * further eight bytes, salted with the first two of those before. The JDK's DES will not do, since
 * the salt changes the cipher.
 */
final class DesCrypt implements PasswordFormat {
  private static final Pattern FIELDS =
      Pattern.compile("([./0-9A-Za-z]{2})((?:[./0-9A-Za-z]{11}){1,16})");
  private static final int SEGMENT_BYTES = 8;
  private static final int MAX_SEGMENTS = 16;
  private static final int TIMES = 25;
  private static final int ROUNDS_OF_PBKDF2 = 1_000;

  @Override
  public Optional<StoredPassword> read(String stored) {
    Matcher fields = FIELDS.matcher(stored);
    if (!fields.matches()) {
      return Optional.empty();
    }
    String salt = fields.group(1);
    String digest = fields.group(2);
    boolean big = digest.length() > 11;
    return Optional.of(
        DigestRow.ofEitherCharset(
            digest.getBytes(US_ASCII),
            ROUNDS_OF_PBKDF2,
            password -> (big ? big(password, salt) : crypt(password, salt)).getBytes(US_ASCII)));
  }

  private static String big(byte[] password, String salt) {
    StringBuilder text = new StringBuilder();
    String segmentSalt = salt;
    int end = Math.min(password.length, MAX_SEGMENTS * SEGMENT_BYTES);
    for (int at = 0; at < Math.max(end, 1); at += SEGMENT_BYTES) {
      String segment = crypt(Arrays.copyOfRange(password, at, at + SEGMENT_BYTES), segmentSalt);
      text.append(segment);
      segmentSalt = segment.substring(0, 2);
    }
    return text.toString();
  }

  private static String crypt(byte[] password, String salt) {
    DesCipher cipher = new DesCipher(key(password), saltBits(salt));
    byte[] block = new byte[64];
    for (int i = 0; i < TIMES; i++) {
      block = cipher.encrypt(block);
    }
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < 66; at += 6) {
      int bits = 0;
      for (int i = at; i < at + 6; i++) {
        bits = (bits << 1) | (i < 64 ? block[i] : 0);
      }
      text.append(Crypt64.ALPHABET.charAt(bits));
    }
    return text.toString();
  }

  /** 64 bits, the parity bits of DES left zero. */
  private static byte[] key(byte[] password) {
    byte[] key = new byte[64];
    for (int i = 0; i < Math.min(password.length, SEGMENT_BYTES); i++) {
      for (int bit = 0; bit < 7; bit++) {
        key[8 * i + bit] = (byte) ((password[i] >> (6 - bit)) & 1);
      }
    }
    return key;
  }

  private static int saltBits(String salt) {
    return Crypt64.ALPHABET.indexOf(salt.charAt(0))
        | (Crypt64.ALPHABET.indexOf(salt.charAt(1)) << 6);
  }
}
