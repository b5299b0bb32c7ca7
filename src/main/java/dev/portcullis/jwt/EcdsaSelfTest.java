package dev.portcullis.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;

/**
 * Whether this JDK can tell an ECDSA signature from nothing: Java 15 to 18.0.0 took two zeros for
 * anybody's signature of anything (CVE-2022-21449).
 */
public final class EcdsaSelfTest {
  private static final int SIGNATURE_BYTES = 64;

  private EcdsaSelfTest() {}

  /** Something that verifies a signature of {@code content} with the public half. */
  interface Verification {
    boolean verify(KeyPair pair, byte[] content, byte[] signature) throws GeneralSecurityException;
  }

  /** Whether two zeros are refused, and a good signature is not. */
  public static boolean passes() {
    return passes(EcdsaSelfTest::verify);
  }

  static boolean passes(Verification jdk) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      byte[] content = "portcullis".getBytes(US_ASCII);
      Signature signing = Signature.getInstance("SHA256withECDSAinP1363Format");
      signing.initSign(pair.getPrivate());
      signing.update(content);
      return jdk.verify(pair, content, signing.sign())
          && !jdk.verify(pair, content, new byte[SIGNATURE_BYTES]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no ECDSA", e);
    }
  }

  private static boolean verify(KeyPair pair, byte[] content, byte[] signature)
      throws GeneralSecurityException {
    Signature verifying = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifying.initVerify(pair.getPublic());
    verifying.update(content);
    try {
      return verifying.verify(signature);
    } catch (SignatureException e) {
      // Some providers throw at numbers out of range: that is a refusal, too.
      return false;
    }
  }
}
