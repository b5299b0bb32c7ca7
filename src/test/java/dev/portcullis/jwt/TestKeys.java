package dev.portcullis.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Fresh key pairs, one per name for the whole run, in the forms that people keep them in. */
final class TestKeys {
  private static final Map<String, KeyPair> PAIRS = new ConcurrentHashMap<>();

  private TestKeys() {}

  /** A pair for the algorithm; another for each name. */
  static KeyPair pair(JwtAlgorithm algorithm, String name) {
    return switch (algorithm.keyType()) {
      case RSA -> PAIRS.computeIfAbsent("RSA" + name, any -> rsa(2048));
      case EC ->
          PAIRS.computeIfAbsent(
              algorithm + name,
              any ->
                  generate(
                      "EC",
                      new ECGenParameterSpec(
                          switch (algorithm) {
                            case ES256 -> "secp256r1";
                            case ES384 -> "secp384r1";
                            default -> "secp521r1";
                          })));
      case OKP -> PAIRS.computeIfAbsent("Ed" + name, any -> ed25519());
      case OCT -> throw new IllegalArgumentException(algorithm + " has no pair");
    };
  }

  static KeyPair rsa(int bits) {
    return generate("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
  }

  static JwtKey key(JwtAlgorithm algorithm) {
    return key(algorithm, "");
  }

  static JwtKey key(JwtAlgorithm algorithm, String name) {
    return read(pem(pair(algorithm, name).getPrivate()), algorithm);
  }

  static JwtKey publicKey(JwtAlgorithm algorithm) {
    return read(pem(pair(algorithm, "").getPublic()), algorithm);
  }

  static JwtKey read(String text, JwtAlgorithm algorithm) {
    return KeyText.read(text.getBytes(US_ASCII), Optional.of(algorithm)).get(0);
  }

  /** PKCS#8 or SubjectPublicKeyInfo, as OpenSSL writes it. */
  static String pem(Key key) {
    String label = key.getFormat().equals("X.509") ? "PUBLIC KEY" : "PRIVATE KEY";
    return pem(label, key.getEncoded());
  }

  static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static KeyPair ed25519() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair generate(String name, AlgorithmParameterSpec spec) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(name);
      generator.initialize(spec);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
