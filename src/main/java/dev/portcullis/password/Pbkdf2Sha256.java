package dev.portcullis.password;

import java.util.Optional;

/** Django's preferred format and ours: {@code pbkdf2_sha256$iterations$salt$base64(32 bytes)}. */
final class Pbkdf2Sha256 implements PasswordFormat {
  private final DjangoPbkdf2 pbkdf2;

  Pbkdf2Sha256(KeyDerivation derivation) {
    this.pbkdf2 = new DjangoPbkdf2("pbkdf2_sha256", HmacHash.SHA256, derivation);
  }

  @Override
  public Optional<StoredPassword> read(String stored) {
    return pbkdf2.read(stored);
  }

  /** The value to store for a new password. */
  String write(byte[] password, String salt, PasswordEncoding encoding) {
    return pbkdf2.write(password, salt, encoding.iterations());
  }
}
