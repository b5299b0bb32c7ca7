package dev.portcullis.password;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.digests.MD4Digest;

/** A hash function, with what HMAC has to know of it (RFC 2104). */
enum HashFunction {
  /** Not in the JDK; known to Spring Security as {@code {MD4}}. */
  MD4("MD4", 16, 64) {
    @Override
    byte[] digest(byte[]... parts) {
      MD4Digest digest = new MD4Digest();
      for (byte[] part : parts) {
        digest.update(part, 0, part.length);
      }
      byte[] result = new byte[digestBytes()];
      digest.doFinal(result, 0);
      return result;
    }
  },
  MD5("MD5", 16, 64),
  SHA1("SHA-1", 20, 64),
  SHA224("SHA-224", 28, 64),
  SHA256("SHA-256", 32, 64),
  SHA384("SHA-384", 48, 128),
  SHA512("SHA-512", 64, 128);

  private final String algorithm;
  private final int digestBytes;
  private final int blockBytes;

  HashFunction(String algorithm, int digestBytes, int blockBytes) {
    this.algorithm = algorithm;
    this.digestBytes = digestBytes;
    this.blockBytes = blockBytes;
  }

  /** The function of this name, with or without its dash and in any letter case. */
  static Optional<HashFunction> named(String name) {
    return Arrays.stream(values())
        .filter(
            function ->
                function.algorithm.equalsIgnoreCase(name) || function.name().equalsIgnoreCase(name))
        .findFirst();
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

  /** The digest of the parts, one after the other. */
  byte[] digest(byte[]... parts) {
    MessageDigest digest = newDigest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /** The digest of the parts, and then of that digest, so that there are {@code rounds} in all. */
  final byte[] digest(int rounds, byte[]... parts) {
    byte[] digest = digest(parts);
    if (rounds > 1) {
      MessageDigest function = newDigest();
      for (int i = 1; i < rounds; i++) {
        digest = function.digest(digest);
      }
    }
    return digest;
  }

  /** HMAC (RFC 2104) of one message. */
  final byte[] hmac(byte[] key, byte[] message) {
    byte[] block = Arrays.copyOf(key.length > blockBytes ? digest(key) : key, blockBytes);
    return digest(xor(block, 0x5c), digest(xor(block, 0x36), message));
  }

  final MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no " + algorithm, e);
    }
  }

  static byte[] xor(byte[] block, int pad) {
    byte[] padded = block.clone();
    for (int i = 0; i < padded.length; i++) {
      padded[i] ^= (byte) pad;
    }
    return padded;
  }
}
