package dev.portcullis.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.store.UserRow;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * Marks of stored passwords as simplejwt makes them with {@code CHECK_REVOKE_TOKEN}, so that site
 * and gate end each other's tokens when a password changes.
 *
 * <p>Such a mark is the MD5 of what is stored, without a key. Nobody gets from it to a password
 * that is stored by a slow hash with a salt; from an old unsalted one they might, so those have our
 * own mark, and the site with {@code CHECK_REVOKE_TOKEN} wants its own login for them.
 */
public final class DjangoPasswordMarks extends PasswordMarks {
  private static final List<String> SLOW =
      List.of("pbkdf2_", "argon2$", "bcrypt$", "bcrypt_sha256$", "scrypt$");

  /** Marks of which those for old hashes are made with {@code key}, of at least 32 bytes. */
  public DjangoPasswordMarks(byte[] key) {
    super(key);
  }

  @Override
  String of(UserRow user, String password) {
    if (SLOW.stream().noneMatch(password::startsWith)) {
      return super.of(user, password);
    }
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(password.getBytes(UTF_8));
      return HexFormat.of().withUpperCase().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has MD5", e);
    }
  }
}
