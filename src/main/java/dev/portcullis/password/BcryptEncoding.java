package dev.portcullis.password;

import java.security.SecureRandom;

/**
 * bcrypt as {@code $2b$}, which everybody reads.
 *
 * @param cost the logarithm of the work, 4 to 15
 */
public record BcryptEncoding(int cost) implements PasswordEncoding {
  private static final int LENGTH = 60;

  public BcryptEncoding {
    if (cost < Bcrypt.MIN_COST || cost > Bcrypt.MAX_COST) {
      throw new IllegalArgumentException(
          String.format("cost = %d: want %d to %d", cost, Bcrypt.MIN_COST, Bcrypt.MAX_COST));
    }
  }

  @Override
  public int length() {
    return LENGTH;
  }

  @Override
  public int maxBytes() {
    return Bcrypt.KEY_BYTES;
  }

  /**
   * The value to store.
   *
   * @throws IllegalArgumentException if the password has more than 72 bytes: what comes after them
   *     would not count, and its owner would not know (CVE-2025-22228)
   */
  @Override
  public String write(KeyDerivation derivation, byte[] password, SecureRandom random) {
    if (password.length > Bcrypt.KEY_BYTES) {
      throw new IllegalArgumentException(
          "Password has " + password.length + " bytes of UTF-8: bcrypt takes 72 of them");
    }
    byte[] salt = new byte[Bcrypt.SALT_BYTES];
    random.nextBytes(salt);
    byte[] digest = derivation.bcrypt(cost, Bcrypt.key(password), salt);
    return prefix() + Encoded.toBcryptBase64(salt) + Encoded.toBcryptBase64(digest);
  }

  @Override
  public boolean wrote(String stored) {
    return stored.startsWith(prefix()) && stored.length() == LENGTH;
  }

  @Override
  public long rounds() {
    return Bcrypt.rounds(cost);
  }

  @Override
  public void spend(KeyDerivation derivation, byte[] password, long rounds) {
    // Half the work is one step less of the cost, so a share of it is a sum of powers of two.
    long least = Bcrypt.rounds(Bcrypt.MIN_COST);
    long share = ((rounds + least - 1) / least) << Bcrypt.MIN_COST;
    for (int part = Bcrypt.MIN_COST; part <= Bcrypt.MAX_COST; part++) {
      if (((share >> part) & 1) == 1) {
        derivation.bcrypt(part, Bcrypt.key(password), new byte[Bcrypt.SALT_BYTES]);
      }
    }
  }

  private String prefix() {
    return "$2b$%02d$".formatted(cost);
  }
}
