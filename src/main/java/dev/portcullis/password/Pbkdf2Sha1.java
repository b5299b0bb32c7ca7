package dev.portcullis.password;

import java.util.Optional;

/** Django's second format: {@code pbkdf2_sha1$iterations$salt$base64(20 bytes)}. */
final class Pbkdf2Sha1 implements PasswordFormat {
  private final DjangoPbkdf2 pbkdf2;

  Pbkdf2Sha1(KeyDerivation derivation) {
    this.pbkdf2 = new DjangoPbkdf2("pbkdf2_sha1", HmacHash.SHA1, derivation);
  }

  @Override
  public Optional<StoredPassword> read(String stored) {
    return pbkdf2.read(stored);
  }
}
