package dev.portcullis.keys;

import dev.portcullis.jwt.JwtAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** A key made here: of a strength of 128 bits or more (NIST SP 800-57, part 1, table 2). */
final class NewKey {
  /** Enough for any HMAC of the SHA-2 family (RFC 2104, section 3). */
  private static final int SECRET_BYTES = 64;

  private static final int RSA_BITS = 3072;

  private NewKey() {}

  /** A secret as it is, or a private key in PKCS#8. */
  static byte[] material(JwtAlgorithm algorithm, SecureRandom random) {
    return switch (algorithm) {
      case HS256, HS384, HS512 -> {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        yield secret;
      }
      case RS256, RS384, RS512, PS256, PS384, PS512 ->
          privateKey(
              "RSA", new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4), random);
      case ES256 -> privateKey("EC", new ECGenParameterSpec("secp256r1"), random);
      case ES384 -> privateKey("EC", new ECGenParameterSpec("secp384r1"), random);
      case ES512 -> privateKey("EC", new ECGenParameterSpec("secp521r1"), random);
      case EDDSA -> privateKey("Ed25519", NamedParameterSpec.ED25519, random);
    };
  }

  private static byte[] privateKey(
      String name, AlgorithmParameterSpec parameters, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(name);
      generator.initialize(parameters, random);
      return generator.generateKeyPair().getPrivate().getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK makes no keys for " + name, e);
    }
  }
}
