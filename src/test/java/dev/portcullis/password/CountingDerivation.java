package dev.portcullis.password;

/** The real functions, and how much work they were given, in rounds of PBKDF2. */
final class CountingDerivation implements KeyDerivation {
  private final KeyDerivation real = new SlowHashes();
  long rounds;

  @Override
  public byte[] pbkdf2(
      HashFunction hash, byte[] password, byte[] salt, int iterations, int length) {
    rounds += iterations;
    return real.pbkdf2(hash, password, salt, iterations, length);
  }

  @Override
  public byte[] bcrypt(int cost, byte[] key, byte[] salt) {
    rounds += Bcrypt.rounds(cost);
    return real.bcrypt(cost, key, salt);
  }

  @Override
  public byte[] argon2(Argon2Cost cost, byte[] password, byte[] salt, int length) {
    rounds += cost.rounds();
    return real.argon2(cost, password, salt, length);
  }

  @Override
  public byte[] scrypt(ScryptCost cost, byte[] password, byte[] salt, int length) {
    rounds += cost.rounds();
    return real.scrypt(cost, password, salt, length);
  }
}
