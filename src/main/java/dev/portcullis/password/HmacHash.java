package dev.portcullis.password;

/** A hash function under HMAC, with what HMAC has to know of it (RFC 2104). */
enum HmacHash {
  SHA1("SHA-1", 20, 64),
  SHA256("SHA-256", 32, 64);

  private final String algorithm;
  private final int digestBytes;
  private final int blockBytes;

  HmacHash(String algorithm, int digestBytes, int blockBytes) {
    this.algorithm = algorithm;
    this.digestBytes = digestBytes;
    this.blockBytes = blockBytes;
  }

  /** The name that {@code MessageDigest} knows. */
  String algorithm() {
    return algorithm;
  }

  int digestBytes() {
    return digestBytes;
  }

  int blockBytes() {
    return blockBytes;
  }
}
