package dev.portcullis.address;

import java.util.Optional;

/**
 * One address, or all that begin with the same bits (RFC 4632, section 3.1).
 *
 * @param first with zeros behind those bits
 * @param bits how many, at least one
 */
public record AddressRange(IpAddress first, int bits) {
  private static final String WANT =
      "want addresses such as 10.0.0.5 and networks such as 10.0.0.0/8 or 2001:db8::/32, with"
          + " nothing behind their bits";

  /**
   * The range that is written like this: an address, or an address, a slash and the number of bits.
   *
   * @throws IllegalArgumentException with what is wanted; all addresses are no range
   */
  public static AddressRange of(String text) {
    int slash = text.indexOf('/');
    Optional<IpAddress> first = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (first.isEmpty() || !(slash < 0 || text.substring(slash + 1).matches("[1-9][0-9]{0,2}"))) {
      throw new IllegalArgumentException(WANT);
    }
    int length = first.get().bytes().length * 8;
    int bits = slash < 0 ? length : Integer.parseInt(text.substring(slash + 1));
    if (bits > length || !isZeroBehind(first.get().bytes(), bits)) {
      throw new IllegalArgumentException(WANT);
    }
    return new AddressRange(first.get(), bits);
  }

  private static boolean isZeroBehind(byte[] bytes, int bits) {
    for (int i = bits; i < bytes.length * 8; i++) {
      if (bit(bytes, i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether the address is one of these; one of the other protocol never is. */
  public boolean contains(IpAddress address) {
    byte[] ours = first.bytes();
    byte[] theirs = address.bytes();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      if (bit(ours, i) != bit(theirs, i)) {
        return false;
      }
    }
    return true;
  }

  private static int bit(byte[] bytes, int index) {
    return bytes[index / 8] >> (7 - index % 8) & 1;
  }
}
