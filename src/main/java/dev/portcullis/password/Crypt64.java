package dev.portcullis.password;

/** The base64 of crypt(3): three bytes are four characters, the lowest six bits first. */
final class Crypt64 {
  static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final StringBuilder text = new StringBuilder();

  /** Appends the characters of three bytes, of which the last is the lowest. */
  Crypt64 add(byte high, byte middle, byte low) {
    return add(((high & 0xff) << 16) | ((middle & 0xff) << 8) | (low & 0xff), 4);
  }

  /** Appends the lowest {@code 6 * characters} bits. */
  Crypt64 add(int bits, int characters) {
    for (int i = 0, rest = bits; i < characters; i++, rest >>>= 6) {
      text.append(ALPHABET.charAt(rest & 0x3f));
    }
    return this;
  }

  /** All bytes in their order, as phpass has them. */
  static String ofBytesInOrder(byte[] bytes) {
    Crypt64 encoded = new Crypt64();
    int at = 0;
    for (; at + 2 < bytes.length; at += 3) {
      encoded.add(bytes[at + 2], bytes[at + 1], bytes[at]);
    }
    return switch (bytes.length - at) {
      case 2 -> encoded.add(((bytes[at + 1] & 0xff) << 8) | (bytes[at] & 0xff), 3).toString();
      case 1 -> encoded.add(bytes[at] & 0xff, 2).toString();
      default -> encoded.toString();
    };
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
