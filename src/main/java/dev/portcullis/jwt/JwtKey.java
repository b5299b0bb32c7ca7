package dev.portcullis.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.JwtParserBuilder;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key and the one algorithm it is for. */
public final class JwtKey {
  private static final int KID_LENGTH = 16;

  private final JwtAlgorithm algorithm;
  private final SecretKey secret;
  private final String kid;

  private JwtKey(JwtAlgorithm algorithm, SecretKey secret, String kid) {
    this.algorithm = algorithm;
    this.secret = secret;
    this.kid = kid;
  }

  /**
   * The HMAC key that these bytes are.
   *
   * @throws IllegalArgumentException if the secret is shorter than the algorithm's {@link
   *     JwtAlgorithm#minimumKeyBits}: short ones are found by trying (RFC 8725, section 3.5)
   */
  public static JwtKey hmac(JwtAlgorithm algorithm, byte[] secret) {
    int bits = secret.length * Byte.SIZE;
    if (bits < algorithm.minimumKeyBits()) {
      throw new IllegalArgumentException(
          String.format(
              "secret of %d bits: %s wants at least %d",
              bits, algorithm, algorithm.minimumKeyBits()));
    }
    return new JwtKey(algorithm, new SecretKeySpec(secret, algorithm.jdkName()), kid(secret));
  }

  /** The key's name on the wire; the same at every start, and nobody learns the secret from it. */
  public String kid() {
    return kid;
  }

  /** The only algorithm that this key signs with and verifies. */
  public JwtAlgorithm algorithm() {
    return algorithm;
  }

  /** Algorithm and name; never the secret. */
  @Override
  public String toString() {
    return "JwtKey[" + algorithm + " " + kid + " ****]";
  }

  JwtBuilder sign(JwtBuilder token) {
    return token.signWith(secret, algorithm.jjwt());
  }

  /** Lets the parser accept this key and this algorithm, and nothing else. */
  JwtParserBuilder narrow(JwtParserBuilder parser) {
    return parser.keyLocator(header -> secret).sig().clear().add(algorithm.jjwt()).and();
  }

  private static String kid(byte[] secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] digest = mac.doFinal("portcullis kid".getBytes(US_ASCII));
      return Base64.getUrlEncoder().encodeToString(digest).substring(0, KID_LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no HmacSHA256", e);
    }
  }
}
