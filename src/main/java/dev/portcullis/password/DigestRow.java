package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.util.List;
import java.util.function.UnaryOperator;

/** A digest, and the ways in which it may have been made of a password. */
final class DigestRow implements StoredPassword {
  private final byte[] digest;
  private final long rounds;
  private final List<UnaryOperator<byte[]>> ways;

  /** A digest that is made in one of these ways, which together cost so many rounds. */
  DigestRow(byte[] digest, long rounds, List<UnaryOperator<byte[]>> ways) {
    this.digest = digest;
    this.rounds = rounds;
    this.ways = List.copyOf(ways);
  }

  DigestRow(byte[] digest, long rounds, UnaryOperator<byte[]> way) {
    this(digest, rounds, List.of(way));
  }

  /** A digest that is made, and compared, as text. */
  DigestRow(String digest, long rounds, UnaryOperator<byte[]> way) {
    this(digest.getBytes(US_ASCII), rounds, way);
  }

  /** A digest of the password in UTF-8, or in ISO 8859-1 where the password has no more. */
  static DigestRow ofEitherCharset(byte[] digest, long rounds, UnaryOperator<byte[]> way) {
    return new DigestRow(digest, rounds, List.of(way, utf8 -> way.apply(Latin1.of(utf8))));
  }

  @Override
  public boolean matches(byte[] password) {
    boolean matches = false;
    for (UnaryOperator<byte[]> way : ways) {
      // All of them, so that the time does not tell which it was.
      matches |= MessageDigest.isEqual(digest, way.apply(password));
    }
    return matches;
  }

  @Override
  public long rounds() {
    return rounds;
  }
}
