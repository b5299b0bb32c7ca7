package dev.portcullis.password;

import java.util.Optional;

/**
 * Spring Security's StandardPasswordEncoder, {@code {sha256}hex}: eight bytes of salt, then 1024
 * rounds of SHA-256 over salt and password.
 */
final class SpringSha256 implements PasswordFormat {
  private static final int SALT_BYTES = 8;
  private static final int ROUNDS = 1024;

  @Override
  public Optional<StoredPassword> read(String stored) {
    return stored.startsWith("{sha256}")
        ? Encoded.hex(stored.substring("{sha256}".length()))
            .filter(bytes -> bytes.length == SALT_BYTES + HashFunction.SHA256.digestBytes())
            .map(SpringSha256::row)
        : Optional.empty();
  }

  private static StoredPassword row(byte[] bytes) {
    byte[] salt = Encoded.part(bytes, 0, SALT_BYTES);
    byte[] digest = Encoded.part(bytes, SALT_BYTES, bytes.length);
    return new DigestRow(
        digest, ROUNDS / 2, password -> HashFunction.SHA256.digest(ROUNDS, salt, password));
  }
}
