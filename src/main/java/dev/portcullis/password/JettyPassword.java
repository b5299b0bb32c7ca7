package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/**
 * What Jetty's realms write: {@code MD5:hex}, {@code CRYPT:}, and {@code OBF:}, which hides the
 * password from a glance and no more.
 *
 * <p>Jetty hashes ISO 8859-1; {@code htpasswd} and others that write such rows UTF-8: either will
 * do.
 */
final class JettyPassword implements PasswordFormat {

  @Override
  public Optional<StoredPassword> read(String stored) {
    if (stored.startsWith("MD5:")) {
      return Encoded.hex(stored.substring("MD5:".length()))
          .filter(digest -> digest.length == HashFunction.MD5.digestBytes())
          .map(digest -> DigestRow.ofEitherCharset(digest, 1, HashFunction.MD5::digest));
    }
    if (stored.startsWith("OBF:")) {
      return deobfuscated(stored.substring("OBF:".length())).flatMap(Noop::plain);
    }
    return Optional.empty();
  }

  /**
   * Four digits in base 36 a character, made of it and of the one that stands as far from the other
   * end; behind a {@code U}, of the two bytes as they are, where they are not ASCII.
   */
  private static Optional<String> deobfuscated(String text) {
    byte[] bytes = new byte[text.length() / 4];
    int length = 0;
    try {
      for (int i = 0; i < text.length(); ) {
        boolean bare = text.charAt(i) == 'U';
        int at = bare ? i + 1 : i;
        String digits = text.substring(at, at + 4);
        if (!digits.matches("[0-9a-z]{4}")) {
          return Optional.empty();
        }
        int pair = Integer.parseInt(digits, 36);
        bytes[length++] = (byte) (bare ? pair >> 8 : (pair / 256 + pair % 256 - 254) / 2);
        i = at + 4;
      }
    } catch (IndexOutOfBoundsException e) { // It ends within a character.
      return Optional.empty();
    }
    return Optional.of(new String(bytes, 0, length, UTF_8));
  }
}
