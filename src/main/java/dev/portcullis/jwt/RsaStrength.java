package dev.portcullis.jwt;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;

/** What an RSA key must be to be trusted, whoever made it. */
final class RsaStrength {
  /** RFC 7518, sections 3.3 and 3.5. */
  private static final int MIN_BITS = 2048;

  /** Somebody else's key must not keep our processor busy: time grows with the cube. */
  private static final int MAX_BITS = 8192;

  private static final int MAX_EXPONENT_BITS = 32;

  private static final int[] SMALL_PRIMES = {
    3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
    101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167
  };

  private RsaStrength() {}

  /** Throws {@code IllegalArgumentException} with what is wrong. */
  static void require(RSAPublicKey key) {
    BigInteger modulus = key.getModulus();
    int bits = modulus.bitLength();
    if (bits < MIN_BITS || bits > MAX_BITS) {
      throw new IllegalArgumentException(
          String.format("RSA key of %d bits: want %d to %d", bits, MIN_BITS, MAX_BITS));
    }
    BigInteger exponent = key.getPublicExponent();
    // With exponent 1 every text is its own signature.
    if (exponent.compareTo(BigInteger.TWO) <= 0
        || !exponent.testBit(0)
        || exponent.bitLength() > MAX_EXPONENT_BITS) {
      throw new IllegalArgumentException(
          "RSA key of a bad public exponent: want an odd one from 3 to 2^32; 65537 is usual");
    }
    if (!modulus.testBit(0) || isOfRoca(modulus)) {
      throw new IllegalArgumentException(
          "RSA key that can be factored (CVE-2017-15361); make a new one elsewhere");
    }
  }

  /**
   * Whether the modulus has the mark of Infineon's generator, whose primes are powers of 65537
   * modulo many small primes: then so is the modulus. By chance one in 2^27 or fewer has it.
   */
  private static boolean isOfRoca(BigInteger modulus) {
    for (int prime : SMALL_PRIMES) {
      int remainder = modulus.mod(BigInteger.valueOf(prime)).intValue();
      int power = 1;
      boolean isPower = false;
      for (int i = 0; i < prime && !isPower; i++) {
        isPower = power == remainder;
        power = power * (65537 % prime) % prime;
      }
      if (!isPower) {
        return false;
      }
    }
    return true;
  }
}
