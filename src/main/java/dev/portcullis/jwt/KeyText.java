package dev.portcullis.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;

/**
 * Keys as people keep them in files: PEM (RFC 7468), or a JWK or JWK set (RFC 7517).
 *
 * <p>Messages say what is wrong and how to mend it, and never a piece of the text, which may hold a
 * secret.
 */
public final class KeyText {
  private KeyText() {}

  /**
   * The keys in the order of the text; at least one.
   *
   * @param preferred the algorithm of keys that do not say theirs, where it fits them
   * @throws IllegalArgumentException if one of them cannot be read, is weak, or contradicts itself
   */
  public static List<JwtKey> read(byte[] text, Optional<JwtAlgorithm> preferred) {
    return requireAny(
        isJson(text) ? JwkText.read(text, preferred) : PemText.read(decode(text), preferred));
  }

  /**
   * The public keys for signatures in what another issuer publishes. Whatever else is in a JWK set
   * is passed over, secrets first of all, and it may leave none.
   *
   * @throws IllegalArgumentException if it is neither PEM nor a JWK set, or two have one name
   */
  static Published readPublic(byte[] text) {
    return isJson(text)
        ? JwkText.readPublic(text)
        : new Published(requireAny(PemText.readPublic(decode(text))), 0);
  }

  /**
   * What another issuer publishes.
   *
   * @param keys those that can be used
   * @param leaked how many were private and should never have been seen by us
   */
  record Published(List<JwtKey> keys, int leaked) {}

  private static List<JwtKey> requireAny(List<JwtKey> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "no key in it; want PEM (-----BEGIN PRIVATE KEY-----) or a JWK set");
    }
    return keys;
  }

  private static boolean isJson(byte[] text) {
    for (byte b : text) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return b == '{';
      }
    }
    return false;
  }

  private static String decode(byte[] text) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "neither PEM nor JSON; if it is DER: openssl pkey -inform DER -in FILE");
    }
  }
}
