package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes stored passwords and answers whether one matches.
 *
 * <p>The time of an answer tells nothing: a right password, a wrong one, an unknown user ({@link
 * #burn}), an account without a usable password and a password that nobody can have all cost at
 * least the rounds of one preferred hash, and more only where the row itself asks for more.
 * Passwords are hashed as UTF-8, as they were typed: never trimmed, never normalised.
 */
public final class PasswordHashes {
  /** Bytes of UTF-8; a longer password is an ordinary wrong one. */
  static final int MAX_PASSWORD_BYTES = 8192;

  private static final String SALT_CHARACTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final int SALT_LENGTH = 22; // 131 bits, Django's own number.

  /** Hashed in place of a password that nobody can have; matching it counts for nothing. */
  private static final byte[] STAND_IN = "stand-in".getBytes(UTF_8);

  private static final byte[] NO_SALT = "unused".getBytes(UTF_8);

  private final PasswordEncoding preferred;
  private final SecureRandom random;
  private final KeyDerivation derivation;
  private final Pbkdf2Sha256 preferredFormat;
  private final List<PasswordFormat> formats;

  public PasswordHashes(PasswordEncoding preferred, SecureRandom random) {
    this(preferred, random, new Pbkdf2());
  }

  PasswordHashes(PasswordEncoding preferred, SecureRandom random, KeyDerivation derivation) {
    this.preferred = preferred;
    this.random = random;
    this.derivation = derivation;
    this.preferredFormat = new Pbkdf2Sha256(derivation);
    this.formats = List.of(preferredFormat, new Pbkdf2Sha1(derivation));
  }

  /**
   * The value to store for this password, with a new salt.
   *
   * @throws IllegalArgumentException if {@link #matches} would refuse the password: it is longer
   *     than 8192 bytes, has a NUL or half a surrogate pair
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
    return preferredFormat.write(bytes, salt(), preferred);
  }

  /**
   * Whether {@code stored} was made from this password.
   *
   * <p>False for a stored value that is absent, empty, unusable ({@code !...}), unknown, malformed
   * or asks for more than 5,000,000 iterations; and for a password longer than 8192 bytes, with a
   * NUL or with half a surrogate pair.
   */
  public boolean matches(String password, @Nullable String stored) {
    Optional<StoredPassword> row = read(stored);
    if (row.isEmpty()) {
      burn(password);
      return false;
    }
    Optional<byte[]> offered = bytes(password);
    byte[] hashed = offered.orElse(STAND_IN);
    boolean matches = row.get().matches(hashed) && offered.isPresent();
    // After a match too: an inactive user with the right password is refused like any other.
    spend(hashed, preferred.iterations() - row.get().rounds());
    return matches;
  }

  /**
   * Whether a password that just matched this value is to be stored anew: it is of another format,
   * has more or fewer iterations than preferred, or a salt of less than 128 bits.
   */
  public boolean needsUpgrade(String stored) {
    return read(stored).map(row -> !row.isUpToDate(preferred)).orElse(true);
  }

  /** Spends the time of one preferred hash, for a user who is not there to compare with. */
  public void burn(String password) {
    spend(bytes(password).orElse(STAND_IN), preferred.iterations());
  }

  private void spend(byte[] password, int rounds) {
    if (rounds > 0) {
      HmacHash hash = HmacHash.SHA256;
      derivation.derive(hash, password, NO_SALT, rounds, hash.digestBytes());
    }
  }

  private Optional<StoredPassword> read(@Nullable String stored) {
    if (stored == null) {
      return Optional.empty();
    }
    return formats.stream().flatMap(format -> format.read(stored).stream()).findFirst();
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

  private String salt() {
    StringBuilder salt = new StringBuilder(SALT_LENGTH);
    for (int i = 0; i < SALT_LENGTH; i++) {
      salt.append(SALT_CHARACTERS.charAt(random.nextInt(SALT_CHARACTERS.length())));
    }
    return salt.toString();
  }
}
