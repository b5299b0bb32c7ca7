package dev.portcullis.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ids of the refresh tokens that replace others: made from the id of the one before, so that a
 * token's successor is found again where no column leads from the one to the other.
 */
public final class SuccessorIds {
  private static final int BYTES = 16;

  private final SecretKeySpec key;

  /** Ids made with {@code key}, of at least 32 bytes; the same on all nodes. */
  public SuccessorIds(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** The id of the token that replaces the one with this id: 32 digits of hex. */
  String after(String jti) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] derived = mac.doFinal(("successor\0" + jti).getBytes(UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(derived, BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }
}
