package dev.portcullis.boot;

import dev.portcullis.config.Secret;
import dev.portcullis.config.StaticTokenSettings;
import dev.portcullis.store.KeyRow;
import dev.portcullis.store.KeyTable;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The server's keys for static tokens and for marks of passwords: what the deployer configured,
 * else one made at the first start and kept in the database, where every node finds it.
 *
 * <p>They never turn over: the same user has the same token until logout, and the same mark until
 * the password is another.
 */
final class ServerKeys {
  private static final String FOR_STATIC_TOKENS = "token";
  private static final String FOR_PASSWORD_MARKS = "password-mark";
  private static final String FOR_SUCCESSORS = "successor";
  private static final String FOR_FAILED_LOGINS = "failed-login";

  /** Enough for any HMAC of the SHA-2 family (RFC 2104, section 3). */
  private static final int KEY_BYTES = 64;

  private static final int KID_BYTES = 8;

  private final Map<String, byte[]> known = new HashMap<>();
  private final KeyTable table;
  private final InstantSource clock;
  private final SecureRandom random;

  ServerKeys(KeyTable table, InstantSource clock, SecureRandom random) {
    this.table = table;
    this.clock = clock;
    this.random = random;
  }

  /** The key from which static tokens are derived. */
  byte[] forStaticTokens(StaticTokenSettings settings) {
    return settings
        .secret()
        .map(Secret::bytes)
        .orElseGet(() -> kept(FOR_STATIC_TOKENS, "HmacSHA256"));
  }

  /** The key with which stored passwords are marked. */
  byte[] forPasswordMarks() {
    return kept(FOR_PASSWORD_MARKS, "HmacSHA256");
  }

  /** The key from which the ids of refresh tokens are made that replace others. */
  byte[] forSuccessors() {
    return kept(FOR_SUCCESSORS, "HmacSHA256");
  }

  /** The key by whose digests failed logins are counted. */
  byte[] forFailedLogins() {
    return kept(FOR_FAILED_LOGINS, "HmacSHA256");
  }

  /** Several parts want the same key at start: it is read once. */
  private byte[] kept(String purpose, String algorithm) {
    return known.computeIfAbsent(purpose, wanted -> read(wanted, algorithm));
  }

  private byte[] read(String purpose, String algorithm) {
    KeyRow key =
        table
            .newest(purpose)
            .orElseGet(
                () -> {
                  table.insert(newKey(purpose, algorithm));
                  // Ours, or that of another node that was first: the table knows which counts.
                  return table.newest(purpose).orElseThrow();
                });
    return Base64.getDecoder().decode(key.material());
  }

  private KeyRow newKey(String purpose, String algorithm) {
    byte[] key = new byte[KEY_BYTES];
    byte[] kid = new byte[KID_BYTES];
    random.nextBytes(key);
    random.nextBytes(kid);
    return new KeyRow(
        HexFormat.of().formatHex(kid),
        purpose,
        algorithm,
        Base64.getEncoder().encodeToString(key),
        clock.instant(),
        1);
  }
}
