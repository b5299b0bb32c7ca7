package dev.portcullis.password;

import java.security.SecureRandom;

/**
 * Argon2id as its reference implementation and PHP write it: {@code $argon2id$v=19$m=,t=,p=$...}.
 *
 * @param memory kibibytes, from 8 a lane to 262,144
 * @param passes over that memory, 1 to 10
 * @param lanes 1 to 8
 */
public record Argon2Encoding(int memory, int passes, int lanes) implements PasswordEncoding {
  private static final int SALT_BYTES = 16;
  private static final int DIGEST_BYTES = 32;

  public Argon2Encoding {
    if (!cost(memory, passes, lanes).isBearable()) {
      throw new IllegalArgumentException(
          String.format(
              "m=%d,t=%d,p=%d: want m from 8 * p to %d, t from 1 to %d, p from 1 to %d",
              memory,
              passes,
              lanes,
              Argon2Cost.MAX_MEMORY,
              Argon2Cost.MAX_PASSES,
              Argon2Cost.MAX_LANES));
    }
  }

  @Override
  public int length() {
    return Argon2.write(cost(), new byte[SALT_BYTES], new byte[DIGEST_BYTES]).length();
  }

  @Override
  public String write(KeyDerivation derivation, byte[] password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return Argon2.write(cost(), salt, derivation.argon2(cost(), password, salt, DIGEST_BYTES));
  }

  @Override
  public boolean wrote(String stored) {
    return stored.startsWith(Argon2.prefix(cost())) && stored.length() == length();
  }

  @Override
  public long rounds() {
    return cost().rounds();
  }

  @Override
  public void spend(KeyDerivation derivation, byte[] password, long rounds) {
    // The work is in proportion to the memory, so a share of it is that share of the memory.
    long share = (memory * rounds + rounds() - 1) / rounds();
    int part = Math.toIntExact(Math.max(share, 8L * lanes));
    derivation.argon2(cost(part, passes, lanes), password, new byte[SALT_BYTES], DIGEST_BYTES);
  }

  private Argon2Cost cost() {
    return cost(memory, passes, lanes);
  }

  private static Argon2Cost cost(int memory, int passes, int lanes) {
    return new Argon2Cost(Argon2Cost.ID, Argon2Cost.VERSION, memory, passes, lanes);
  }
}
