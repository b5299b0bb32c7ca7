package dev.portcullis.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.JwtParserBuilder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A secret that signs and verifies. */
final class HmacKey extends JwtKey {
  private static final int KID_LENGTH = 16;

  private final SecretKey secret;

  private HmacKey(JwtAlgorithm algorithm, SecretKey secret, String kid) {
    super(algorithm, kid);
    this.secret = secret;
  }

  static HmacKey of(JwtAlgorithm algorithm, byte[] secret) {
    return of(algorithm, secret, kid(secret));
  }

  static HmacKey of(JwtAlgorithm algorithm, byte[] secret, String kid) {
    if (!algorithm.isSymmetric()) {
      throw new IllegalArgumentException("a secret is no key for " + algorithm);
    }
    int bits = secret.length * Byte.SIZE;
    if (bits < algorithm.minimumKeyBits()) {
      throw new IllegalArgumentException(
          String.format(
              "secret of %d bits: %s wants at least %d",
              bits, algorithm, algorithm.minimumKeyBits()));
    }
    return new HmacKey(algorithm, new SecretKeySpec(secret, algorithm.jdkName()), kid);
  }

  @Override
  public boolean canSign() {
    return true;
  }

  @Override
  public Optional<Map<String, Object>> publicJwk() {
    return Optional.empty();
  }

  @Override
  boolean isSameKey(JwtKey other) {
    return other instanceof HmacKey that
        && MessageDigest.isEqual(secret.getEncoded(), that.secret.getEncoded());
  }

  @Override
  JwtBuilder sign(JwtBuilder token) {
    return token.signWith(secret, algorithm().mac());
  }

  @Override
  JwtParserBuilder narrow(JwtParserBuilder parser) {
    return parser.keyLocator(header -> secret).sig().clear().add(algorithm().mac()).and();
  }

  /**
   * Not the thumbprint of RFC 7638, which is a plain hash of the secret (its section 7 warns of
   * it); an HMAC under the secret tells no more than any token does.
   */
  private static String kid(byte[] secret) {
    if (secret.length == 0) {
      return "";
    }
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
