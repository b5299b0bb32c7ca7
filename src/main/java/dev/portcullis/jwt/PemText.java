package dev.portcullis.jwt;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwk;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys in PEM: PKCS#8, PKCS#1 for RSA, and SubjectPublicKeyInfo (RFC 7468, sections 10 and 13). */
final class PemText {
  private static final String BEGIN = "-----BEGIN ";

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private static final List<String> KEY_FACTORIES = List.of("RSA", "EC", "Ed25519");

  /** Version 0 and the algorithm rsaEncryption: what PKCS#8 puts in front of a PKCS#1 key. */
  private static final byte[] RSA_IN_PKCS8 = {
    2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
  };

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 4;

  private PemText() {}

  /** Public keys alone: what another issuer publishes. */
  static List<JwtKey> readPublic(String text) {
    List<JwtKey> keys = read(text, Optional.empty());
    if (keys.stream().anyMatch(JwtKey::canSign)) {
      throw new IllegalArgumentException(
          "a private key in it; want PUBLIC KEY alone, and a new key at the issuer");
    }
    return keys;
  }

  static List<JwtKey> read(String text, Optional<JwtAlgorithm> preferred) {
    List<JwtKey> keys = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    int blocks = 0;
    int end = 0;
    while (block.find()) {
      blocks++;
      end = block.end();
      keys.add(key(block.group(1), decode(block.group(2)), preferred));
    }
    // Half a block would else be taken for the text that may stand around PEM.
    if (blocks != text.split(BEGIN, -1).length - 1 || isBegun(text.substring(end))) {
      throw new IllegalArgumentException("a PEM block in it is cut off or no Base64");
    }
    return keys;
  }

  /** Whether its last line is the beginning of a block's, as far as it has been written. */
  private static boolean isBegun(String rest) {
    String last = rest.substring(rest.lastIndexOf('\n') + 1);
    return !last.isEmpty() && BEGIN.startsWith(last);
  }

  /** The key of a PKCS#8 structure, for this algorithm and no other. */
  static JwtKey privateKey(byte[] der, JwtAlgorithm algorithm) {
    return SignatureKey.of(privateKey(der), Optional.of(algorithm), Optional.empty());
  }

  private static JwtKey key(String label, byte[] der, Optional<JwtAlgorithm> preferred) {
    Jwk<?> jwk =
        switch (label) {
          case "PRIVATE KEY" -> privateKey(der);
          case "RSA PRIVATE KEY" -> privateKey(pkcs8(der));
          case "PUBLIC KEY" -> publicKey(der);
          case "CERTIFICATE" ->
              throw refused(label, "openssl x509 -in FILE -noout -pubkey gives its public key");
          default -> throw refused(label, "openssl pkcs8 -topk8 -nocrypt -in FILE converts it");
        };
    return SignatureKey.of(jwk, fitting(jwk, preferred), Optional.empty());
  }

  /** PEM does not say the algorithm: the preferred one where it fits, else that of the type. */
  static Optional<JwtAlgorithm> fitting(Jwk<?> jwk, Optional<JwtAlgorithm> preferred) {
    return preferred.filter(
        algorithm ->
            algorithm.keyType().name().equals(jwk.getType())
                && algorithm.curve().equals(jwk.getOrDefault("crv", "")));
  }

  /** With the public half, which jjwt computes. */
  private static Jwk<?> privateKey(byte[] der) {
    PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(der);
    return made(factory -> Jjwt.jwk().key(factory.generatePrivate(encoded)).build());
  }

  private static Jwk<?> publicKey(byte[] der) {
    X509EncodedKeySpec encoded = new X509EncodedKeySpec(der);
    return made(factory -> Jjwt.jwk().key(factory.generatePublic(encoded)).build());
  }

  private interface Making {
    Jwk<?> by(KeyFactory factory) throws GeneralSecurityException;
  }

  private static Jwk<?> made(Making making) {
    for (String name : KEY_FACTORIES) {
      try {
        return making.by(KeyFactory.getInstance(name));
      } catch (GeneralSecurityException | JwtException e) {
        // Of another type, or its point is not on its curve. The reason may quote the key.
      }
    }
    throw new IllegalArgumentException(
        "a key in it cannot be read; want one of RSA, P-256, P-384, P-521 or Ed25519");
  }

  private static byte[] pkcs8(byte[] pkcs1) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(RSA_IN_PKCS8);
    content.writeBytes(der(OCTET_STRING, pkcs1));
    return der(SEQUENCE, content.toByteArray());
  }

  /** Tag, length and content; two bytes of length are right for all RSA keys that we take. */
  private static byte[] der(int tag, byte[] content) {
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.write(tag);
    der.write(0x82);
    der.write(content.length >> 8);
    der.write(content.length);
    der.writeBytes(content);
    return der.toByteArray();
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a PEM block in it is no Base64");
    }
  }

  private static IllegalArgumentException refused(String label, String mend) {
    return new IllegalArgumentException(
        "a PEM block \"" + label + "\", which is not read here; " + mend);
  }
}
