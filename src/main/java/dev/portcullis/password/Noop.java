package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/** Spring Security's {@code {noop}password}: no hash at all, and says so. */
final class Noop implements PasswordFormat {
  private static final String PREFIX = "{noop}";

  @Override
  public Optional<StoredPassword> read(String stored) {
    return stored.startsWith(PREFIX) ? plain(stored.substring(PREFIX.length())) : Optional.empty();
  }

  /** The password itself; the empty one opens nothing. */
  static Optional<StoredPassword> plain(String password) {
    return password.isEmpty()
        ? Optional.empty()
        // Compared by digest: equal lengths, so the time tells nothing of the password's.
        : Optional.of(
            new DigestRow(
                HashFunction.SHA256.digest(password.getBytes(UTF_8)),
                0,
                HashFunction.SHA256::digest));
  }
}
