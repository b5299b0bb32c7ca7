package dev.portcullis.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.store.UserRow;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Marks of stored passwords: another password has another mark, and the mark tells nothing of
 * either to whoever lacks the server's key.
 *
 * <p>A session and its access tokens carry the mark of the password they began with, so that they
 * end when it changes, whoever changed it and by whatever way.
 */
public class PasswordMarks {
  private static final int BYTES = 16;

  private final SecretKeySpec key;

  /** Marks made with {@code key}, of at least 32 bytes; the same on all nodes. */
  public PasswordMarks(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** The mark of the user's password as it is stored now: 32 digits of hex. */
  final String of(UserRow user) {
    return of(user, user.password());
  }

  /** The mark that the user's password has once it is stored as {@code password}. */
  String of(UserRow user, String password) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update("password mark\0".getBytes(UTF_8));
      mac.update(user.id().getBytes(UTF_8));
      mac.update((byte) 0);
      return HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(password.getBytes(UTF_8)), BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }
}
