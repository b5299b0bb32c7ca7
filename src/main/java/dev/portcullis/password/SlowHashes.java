package dev.portcullis.password;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** The functions themselves: PBKDF2 our own, the others from libraries. */
final class SlowHashes implements KeyDerivation {
  // The key comes complete, so nothing may be added to it or cut off.
  private static final BCrypt.Hasher BCRYPT =
      BCrypt.with(
          BCrypt.Version.VERSION_2Y_NO_NULL_TERMINATOR,
          LongPasswordStrategies.strict(BCrypt.Version.VERSION_2Y_NO_NULL_TERMINATOR));

  @Override
  public byte[] pbkdf2(
      HashFunction hash, byte[] password, byte[] salt, int iterations, int length) {
    return Pbkdf2.derive(hash, password, salt, iterations, length);
  }

  @Override
  public byte[] bcrypt(int cost, byte[] key, byte[] salt) {
    return BCRYPT.hashRaw(cost, salt, key).rawHash;
  }

  @Override
  public byte[] argon2(Argon2Cost cost, byte[] password, byte[] salt, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(cost.type())
            .withVersion(cost.version())
            .withMemoryAsKB(cost.memory())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build());
    byte[] key = new byte[length];
    generator.generateBytes(password, key);
    return key;
  }

  @Override
  public byte[] scrypt(ScryptCost cost, byte[] password, byte[] salt, int length) {
    return SCrypt.generate(password, salt, cost.n(), cost.r(), cost.p(), length);
  }
}
