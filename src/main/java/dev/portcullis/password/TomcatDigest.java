package dev.portcullis.password;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Tomcat's credential handlers write: {@code hexSalt$iterations$hexDigest}.
 *
 * <p>The row does not say of what: a digest over salt and password (to Tomcat 11), over password
 * and salt (from 12), or the key of PBKDF2. Whatever gives that length is tried.
 */
final class TomcatDigest implements PasswordFormat {
  private static final Pattern FIELDS =
      Pattern.compile("([0-9A-Fa-f]*)\\$([0-9]+)\\$([0-9A-Fa-f]+)");
  private static final int MIN_BYTES = 16;
  private static final int MAX_BYTES = 64;

  private final KeyDerivation derivation;

  TomcatDigest(KeyDerivation derivation) {
    this.derivation = derivation;
  }

  @Override
  public Optional<StoredPassword> read(String stored) {
    Matcher fields = FIELDS.matcher(stored);
    if (!fields.matches()) {
      return Optional.empty();
    }
    // Each of the ways, and each block of a long key, costs the iterations again.
    int iterations = Cost.bounded(fields.group(2), Cost.MAX_HEAVY_ROUNDS);
    Optional<byte[]> salt = Encoded.hex(fields.group(1));
    Optional<byte[]> digest =
        Encoded.hex(fields.group(3))
            .filter(bytes -> bytes.length >= MIN_BYTES && bytes.length <= MAX_BYTES);
    if (iterations == 0 || salt.isEmpty() || digest.isEmpty()) {
      return Optional.empty();
    }
    List<UnaryOperator<byte[]>> ways = ways(digest.get().length, salt.get(), iterations);
    return Optional.of(new DigestRow(digest.get(), iterations, ways));
  }

  private List<UnaryOperator<byte[]>> ways(int length, byte[] salt, int iterations) {
    List<UnaryOperator<byte[]>> ways = new ArrayList<>();
    ways.add(pw -> derivation.pbkdf2(HashFunction.SHA1, pw, salt, iterations, length));
    Arrays.stream(HashFunction.values())
        .filter(hash -> hash != HashFunction.MD4 && hash.digestBytes() == length)
        .forEach(
            hash -> {
              ways.add(pw -> hash.digest(iterations, salt, pw));
              ways.add(pw -> hash.digest(iterations, pw, salt));
              if (hash != HashFunction.SHA1 && hash != HashFunction.MD5) {
                ways.add(pw -> derivation.pbkdf2(hash, pw, salt, iterations, length));
              }
            });
    return ways;
  }
}
