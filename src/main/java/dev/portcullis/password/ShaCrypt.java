package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * crypt(3) with SHA-256 and SHA-512 (U. Drepper): {@code $5$[rounds=N$]salt$hash} and {@code $6$}.
 */
final class ShaCrypt implements PasswordFormat {
  private static final Pattern FIELDS =
      Pattern.compile("\\$([56])\\$(?:rounds=([0-9]+)\\$)?([^$:\n]{0,16})\\$([./0-9A-Za-z]+)");
  private static final int DEFAULT_ROUNDS = 5000;
  private static final int MIN_ROUNDS = 1000;

  @Override
  public Optional<StoredPassword> read(String stored) {
    Matcher fields = FIELDS.matcher(stored);
    if (!fields.matches()) {
      return Optional.empty();
    }
    HashFunction hash = fields.group(1).equals("5") ? HashFunction.SHA256 : HashFunction.SHA512;
    int rounds =
        fields.group(2) == null
            ? DEFAULT_ROUNDS
            : Cost.bounded(fields.group(2), Cost.MAX_HEAVY_ROUNDS);
    byte[] salt = fields.group(3).getBytes(UTF_8);
    String digest = fields.group(4);
    int length = hash == HashFunction.SHA256 ? 43 : 86;
    return rounds < MIN_ROUNDS || digest.length() != length
        ? Optional.empty()
        : Optional.of(new DigestRow(digest, 3L * rounds, pw -> crypt(hash, pw, salt, rounds)));
  }

  private static byte[] crypt(HashFunction hash, byte[] password, byte[] salt, int rounds) {
    byte[] digest = start(hash, password, salt);
    byte[] p = repeated(hash.digest(times(password, password.length)), password.length);
    byte[] s = repeated(hash.digest(times(salt, 16 + (digest[0] & 0xff))), salt.length);
    byte[] none = {};
    for (int round = 0; round < rounds; round++) {
      boolean odd = round % 2 == 1;
      digest =
          hash.digest(
              odd ? p : digest,
              round % 3 == 0 ? none : s,
              round % 7 == 0 ? none : p,
              odd ? digest : p);
    }
    return encode(hash, digest).getBytes(US_ASCII);
  }

  private static byte[] start(HashFunction hash, byte[] password, byte[] salt) {
    byte[] b = hash.digest(password, salt, password);
    ByteArrayOutputStream a = new ByteArrayOutputStream();
    a.writeBytes(password);
    a.writeBytes(salt);
    a.writeBytes(repeated(b, password.length));
    for (int bits = password.length; bits > 0; bits >>= 1) {
      a.writeBytes((bits & 1) == 1 ? b : password);
    }
    return hash.digest(a.toByteArray());
  }

  /** The whole of {@code bytes}, so many times. */
  private static byte[] times(byte[] bytes, int times) {
    return repeated(bytes, bytes.length * times);
  }

  /** So many bytes: those given, again and again. */
  private static byte[] repeated(byte[] bytes, int length) {
    byte[] result = new byte[length];
    for (int i = 0; i < length; i++) {
      result[i] = bytes[i % bytes.length];
    }
    return result;
  }

  // The bytes go out in threes: one from each third of the digest, and the thirds change places.
  private static String encode(HashFunction hash, byte[] digest) {
    Crypt64 text = new Crypt64();
    int third = digest.length / 3;
    int[] at = {0, third, 2 * third};
    boolean short256 = hash == HashFunction.SHA256;
    for (int i = 0; i < third; i++) {
      text.add(digest[at[0]], digest[at[1]], digest[at[2]]);
      at =
          short256
              ? new int[] {at[2] + 1, at[0] + 1, at[1] + 1}
              : new int[] {at[1] + 1, at[2] + 1, at[0] + 1};
    }
    int last = digest.length - 1;
    return short256
        ? text.add(((digest[last] & 0xff) << 8) | (digest[last - 1] & 0xff), 3).toString()
        : text.add(digest[last] & 0xff, 2).toString();
  }
}
