package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes stored passwords and answers whether one matches.
 *
 * <p>The time of an answer tells nothing: a wrong password, an unknown user ({@link #burn}), an
 * account that may not log in ({@link #pad}) or without a usable password, and a password that
 * nobody can have all cost at least the rounds of one preferred hash, and more only where the row
 * itself asks for more. Passwords are hashed as UTF-8, as they were typed: never trimmed, never
 * normalised.
 */
public final class PasswordHashes {
  /** Bytes of UTF-8; a longer password is an ordinary wrong one. */
  static final int MAX_PASSWORD_BYTES = 8192;

  /** Hashed in place of a password that nobody can have; matching it counts for nothing. */
  private static final byte[] STAND_IN = "stand-in".getBytes(UTF_8);

  private final PasswordEncoding preferred;
  private final Optional<BareFormat> bare;
  private final Optional<Pepper> pepper;
  private final SecureRandom random;
  private final KeyDerivation derivation;
  private final PasswordFormat byForm;
  private final PasswordFormat des = new DesCrypt();

  public PasswordHashes(PasswordPolicy policy, SecureRandom random) {
    this(policy, random, new SlowHashes());
  }

  PasswordHashes(PasswordPolicy policy, SecureRandom random, KeyDerivation derivation) {
    this.preferred = policy.preferred();
    this.bare = policy.bare();
    this.pepper = policy.pepper();
    this.random = random;
    this.derivation = derivation;
    this.byForm = new StoredFormats(derivation);
  }

  /**
   * The value to store for this password, with a new salt.
   *
   * @throws IllegalArgumentException if {@link #matches} would refuse the password: it is longer
   *     than 8192 bytes, has a NUL or half a surrogate pair; or if the preferred encoding cannot
   *     take it whole: without a pepper, bcrypt takes 72 bytes
   */
  public String encode(String password) {
    byte[] bytes =
        bytes(password)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Password is longer than "
                            + MAX_PASSWORD_BYTES
                            + " bytes of UTF-8, or has a NUL or half a surrogate pair"));
    return pepper
        .map(secret -> Pepper.MARK + preferred.write(derivation, secret.on(bytes), random))
        .orElseGet(() -> preferred.write(derivation, bytes, random));
  }

  /** The longest password that {@link #encode} takes, in bytes of UTF-8. */
  public int maxBytes() {
    return pepper.isPresent() ? MAX_PASSWORD_BYTES : preferred.maxBytes();
  }

  /** Whether {@link #encode} takes the password; costs nothing. */
  public boolean canEncode(String password) {
    return bytes(password).filter(encoded -> encoded.length <= maxBytes()).isPresent();
  }

  /** The number of characters of each value that {@link #encode} gives. */
  public static int encodedLength(PasswordPolicy policy) {
    return policy.preferred().length() + (policy.pepper().isPresent() ? Pepper.MARK.length() : 0);
  }

  /** As {@link #matches(String, String, Optional)}, for rows that have no salt beside them. */
  public boolean matches(String password, @Nullable String stored) {
    return matches(password, stored, Optional.empty());
  }

  /**
   * Whether {@code stored} was made from this password.
   *
   * <p>False for a stored value that is absent, empty, unusable ({@code !...}), unknown, malformed
   * or asks for more work than a login may cost; and for a password longer than 8192 bytes, with a
   * NUL or with half a surrogate pair.
   *
   * @param salt what a column beside it has, for rows that need one
   */
  public boolean matches(String password, @Nullable String stored, Optional<String> salt) {
    Optional<StoredPassword> row = read(stored, salt);
    if (row.isEmpty()) {
      burn(password);
      return false;
    }
    Optional<byte[]> offered = bytes(password);
    byte[] hashed = offered.orElse(STAND_IN);
    boolean matches = row.get().matches(hashed) && offered.isPresent();
    if (!matches) {
      spend(hashed, preferred.rounds() - row.get().rounds());
    }
    return matches;
  }

  /**
   * Spends what a right password has cost less than a wrong one, for a user who is refused all the
   * same: else the time would tell that the password was right.
   */
  public void pad(String password, String stored, Optional<String> salt) {
    long spent = read(stored, salt).map(StoredPassword::rounds).orElse(0L);
    spend(bytes(password).orElse(STAND_IN), preferred.rounds() - spent);
  }

  /** Spends the time of one preferred hash, for a user who is not there to compare with. */
  public void burn(String password) {
    spend(bytes(password).orElse(STAND_IN), preferred.rounds());
  }

  /**
   * Whether a password that just matched this value is to be stored anew: it is of another format,
   * has another cost than preferred, up or down, lacks the pepper or has a salt of less than 128
   * bits.
   */
  public boolean needsUpgrade(String stored) {
    if (pepper.isEmpty()) {
      return !preferred.wrote(stored);
    }
    return !stored.startsWith(Pepper.MARK)
        || !preferred.wrote(stored.substring(Pepper.MARK.length()));
  }

  private void spend(byte[] password, long rounds) {
    if (rounds > 0) {
      preferred.spend(derivation, password, rounds);
    }
  }

  private Optional<StoredPassword> read(@Nullable String stored, Optional<String> salt) {
    if (stored == null) {
      return Optional.empty();
    }
    // DES comes last: 13 letters may as well be somebody's password in plain text.
    return known(withoutPadding(stored))
        .or(() -> bare.flatMap(format -> format.read(stored, salt, byForm)))
        .or(() -> des.read(withoutPadding(stored)));
  }

  private Optional<StoredPassword> known(String stored) {
    return pepper
        .flatMap(secret -> new Prefixed(Pepper.MARK, byForm, secret::on).read(stored))
        .or(() -> byForm.read(stored));
  }

  /** A column CHAR(n) fills up with spaces, which no format ends with. */
  private static String withoutPadding(String stored) {
    int end = stored.length();
    while (end > 0 && stored.charAt(end - 1) == ' ') {
      end--;
    }
    return stored.substring(0, end);
  }

  /** The password as it is hashed; empty if it is one that nobody can have. */
  private static Optional<byte[]> bytes(String password) {
    if (password.length() > MAX_PASSWORD_BYTES || password.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    try {
      // Not getBytes: it makes "?" of half a surrogate pair, and "?" may be somebody's password.
      ByteBuffer encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(password));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes.length > MAX_PASSWORD_BYTES ? Optional.empty() : Optional.of(bytes);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
