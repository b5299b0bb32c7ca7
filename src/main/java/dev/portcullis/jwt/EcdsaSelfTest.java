package dev.portcullis.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;

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

  /** Asked once: a JDK does not change while it runs. */
  private static final class Once {
    static final Optional<String> PROBLEM = problem(EcdsaSelfTest::verify);
  }

  /**
   * What is wrong with this JDK's ECDSA, and the mend; empty if two zeros are refused, and a good
   * signature is not.
   */
  public static Optional<String> problem() {
    return Once.PROBLEM;
  }

  static Optional<String> problem(Verification jdk) {
    try {
      return passes(jdk)
          ? Optional.empty()
          : Optional.of(
              "this JDK ("
                  + Runtime.version()
                  + ") takes forged ECDSA signatures for good (CVE-2022-21449); want 17.0.3, 18.0.1"
                  + " or newer");
    } catch (GeneralSecurityException e) {
      return Optional.of(
          "this JDK ("
              + Runtime.version()
              + ") has no elliptic curves; want one with the module jdk.crypto.ec");
    }
  }

  private static boolean passes(Verification jdk) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    byte[] content = "portcullis".getBytes(US_ASCII);
    Signature signing = Signature.getInstance("SHA256withECDSAinP1363Format");
    signing.initSign(pair.getPrivate());
    signing.update(content);
    return jdk.verify(pair, content, signing.sign())
        && !jdk.verify(pair, content, new byte[SIGNATURE_BYTES]);
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
