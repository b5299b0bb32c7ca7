package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** crypt(3) with MD5: {@code $1$salt$hash} of FreeBSD and {@code $apr1$salt$hash} of Apache. */
final class Md5Crypt implements PasswordFormat {
  private static final Pattern FIELDS =
      Pattern.compile("(\\$1\\$|\\$apr1\\$)([^$:\n]{0,8})\\$([./0-9A-Za-z]{22})");
  private static final int ROUNDS = 1000;

  // Which bytes of the digest make four characters each.
  private static final int[][] ORDER = {{0, 6, 12}, {1, 7, 13}, {2, 8, 14}, {3, 9, 15}, {4, 10, 5}};

  @Override
  public Optional<StoredPassword> read(String stored) {
    Matcher fields = FIELDS.matcher(stored);
    if (!fields.matches()) {
      return Optional.empty();
    }
    byte[] magic = fields.group(1).getBytes(US_ASCII);
    byte[] salt = fields.group(2).getBytes(UTF_8);
    return Optional.of(
        new DigestRow(fields.group(3), ROUNDS, password -> crypt(password, magic, salt)));
  }

  private static byte[] crypt(byte[] password, byte[] magic, byte[] salt) {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    first.writeBytes(password);
    first.writeBytes(magic);
    first.writeBytes(salt);
    byte[] inner = HashFunction.MD5.digest(password, salt, password);
    for (int left = password.length; left > 0; left -= inner.length) {
      first.write(inner, 0, Math.min(left, inner.length));
    }
    for (int bits = password.length; bits > 0; bits >>= 1) {
      // A NUL for each bit that is set: a slip of the first implementation, kept ever since.
      first.write((bits & 1) == 1 || password.length == 0 ? 0 : password[0]);
    }
    byte[] digest = HashFunction.MD5.digest(first.toByteArray());
    for (int round = 0; round < ROUNDS; round++) {
      digest = round(round, password, salt, digest);
    }
    return encode(digest).getBytes(US_ASCII);
  }

  private static byte[] round(int round, byte[] password, byte[] salt, byte[] digest) {
    byte[] none = {};
    boolean odd = round % 2 == 1;
    return HashFunction.MD5.digest(
        odd ? password : digest,
        round % 3 == 0 ? none : salt,
        round % 7 == 0 ? none : password,
        odd ? digest : password);
  }

  private static String encode(byte[] digest) {
    Crypt64 text = new Crypt64();
    Arrays.stream(ORDER).forEach(at -> text.add(digest[at[0]], digest[at[1]], digest[at[2]]));
    return text.add(digest[11] & 0xff, 2).toString();
  }
}
