package dev.portcullis.password;

import java.security.SecureRandom;

/** Hashes for tests of other packages, with the work that went into them. */
public final class CountedHashes {
  private final CountingDerivation derivation = new CountingDerivation();
  private final PasswordHashes hashes;

  public CountedHashes(PasswordPolicy policy) {
    this.hashes = new PasswordHashes(policy, new SecureRandom(), derivation);
  }

  public PasswordHashes hashes() {
    return hashes;
  }

  /** What was spent since this was last asked, in rounds of PBKDF2. */
  public long spent() {
    long spent = derivation.rounds;
    derivation.rounds = 0;
    return spent;
  }
}
