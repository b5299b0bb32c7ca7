package dev.portcullis.password;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A digest of our own description, stored in hex or base64.
 *
 * <pre>
 * expression = digest [ "*" rounds ]
 * digest     = name [ "(" term { "+" term } ")" ]       name alone is name(password)
 * name       = md5 | sha1 | sha224 | sha256 | sha384 | sha512
 * term       = password | salt | hex(salt) | base64(salt) | 'text' | digest
 * </pre>
 *
 * <p>A digest within another enters it in hex, in lower case; further rounds go over the digest's
 * bytes. The salt is what the column of the salt has; without one, what stands behind the stored
 * digest and a colon. The password may have been hashed in UTF-8 or in ISO 8859-1.
 */
final class DigestExpression implements BareFormat {
  private final HashFunction hash;
  private final DigestTerm input;
  private final int rounds;

  DigestExpression(HashFunction hash, DigestTerm input, int rounds) {
    this.hash = hash;
    this.input = input;
    this.rounds = rounds;
  }

  /**
   * The format that the expression describes.
   *
   * @throws IllegalArgumentException if it does not keep to the grammar
   */
  static DigestExpression parse(String text) {
    return new DigestExpressionParser(text).expression();
  }

  @Override
  public Optional<StoredPassword> read(
      String stored, Optional<String> salt, PasswordFormat byForm) {
    int colon = stored.indexOf(':');
    if (!input.usesSalt()) {
      return read(stored, "");
    }
    if (salt.isPresent()) {
      return read(stored, salt.get());
    }
    return colon < 0
        ? Optional.empty()
        : read(stored.substring(0, colon), stored.substring(colon + 1));
  }

  private Optional<StoredPassword> read(String digestText, String salt) {
    Optional<byte[]> digest =
        Encoded.hex(digestText)
            .or(() -> Encoded.base64(digestText))
            .filter(bytes -> bytes.length == hash.digestBytes());
    Optional<UnaryOperator<byte[]>> bound = input.with(salt);
    return digest.isEmpty() || bound.isEmpty()
        ? Optional.empty()
        : Optional.of(
            DigestRow.ofEitherCharset(
                digest.get(), rounds, pw -> hash.digest(rounds, bound.get().apply(pw))));
  }

  /** The names of the functions, for messages. */
  static List<String> names() {
    return List.of("md5", "sha1", "sha224", "sha256", "sha384", "sha512");
  }
}
