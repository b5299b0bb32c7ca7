package dev.portcullis.password;

import java.util.Optional;

/** Spring Security's Pbkdf2PasswordEncoder with its own numbers: hex of the salt and the key. */
final class SpringPbkdf2 implements PasswordFormat {
  private static final int KEY_BYTES = 32;

  private final HashFunction hash;
  private final int saltBytes;
  private final int iterations;
  private final KeyDerivation derivation;

  private SpringPbkdf2(HashFunction hash, int saltBytes, int iterations, KeyDerivation derivation) {
    this.hash = hash;
    this.saltBytes = saltBytes;
    this.iterations = iterations;
    this.derivation = derivation;
  }

  /** {@code {pbkdf2}}: the numbers up to 5.7. */
  static PasswordFormat v5(KeyDerivation derivation) {
    return new Prefixed("{pbkdf2}", new SpringPbkdf2(HashFunction.SHA1, 8, 185_000, derivation));
  }

  /** {@code {pbkdf2@SpringSecurity_v5_8}}. */
  static PasswordFormat v58(KeyDerivation derivation) {
    return new Prefixed(
        "{pbkdf2@SpringSecurity_v5_8}",
        new SpringPbkdf2(HashFunction.SHA256, 16, 310_000, derivation));
  }

  @Override
  public Optional<StoredPassword> read(String stored) {
    return Encoded.hex(stored)
        .filter(bytes -> bytes.length == saltBytes + KEY_BYTES)
        .map(
            bytes -> {
              byte[] salt = Encoded.part(bytes, 0, saltBytes);
              byte[] key = Encoded.part(bytes, saltBytes, bytes.length);
              return new DigestRow(
                  key,
                  iterations,
                  password -> derivation.pbkdf2(hash, password, salt, iterations, KEY_BYTES));
            });
  }
}
