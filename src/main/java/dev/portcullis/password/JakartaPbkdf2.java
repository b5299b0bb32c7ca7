package dev.portcullis.password;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Jakarta Security's own hash: {@code PBKDF2WithHmacSHA256:2048:salt:key}, in base64. */
final class JakartaPbkdf2 implements PasswordFormat {
  private static final Pattern FIELDS =
      Pattern.compile(
          "PBKDF2WithHmac(SHA1|SHA224|SHA256|SHA384|SHA512):([0-9]+)"
              + ":([A-Za-z0-9+/]+={0,2}):([A-Za-z0-9+/]+={0,2})");
  private static final int MIN_KEY_BYTES = 16; // As the specification of Pbkdf2PasswordHash.
  private static final int MAX_KEY_BYTES = 128;

  private final KeyDerivation derivation;

  JakartaPbkdf2(KeyDerivation derivation) {
    this.derivation = derivation;
  }

  @Override
  public Optional<StoredPassword> read(String stored) {
    Matcher fields = FIELDS.matcher(stored);
    if (!fields.matches()) {
      return Optional.empty();
    }
    HashFunction hash = HashFunction.named(fields.group(1)).orElseThrow();
    Optional<byte[]> salt = Encoded.base64(fields.group(3));
    Optional<byte[]> key =
        Encoded.base64(fields.group(4))
            .filter(bytes -> bytes.length >= MIN_KEY_BYTES && bytes.length <= MAX_KEY_BYTES);
    if (salt.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    int length = key.get().length;
    // A key of several blocks costs its iterations several times.
    int blocks = (length + hash.digestBytes() - 1) / hash.digestBytes();
    int iterations = Cost.bounded(fields.group(2), Cost.MAX_ITERATIONS / blocks);
    return iterations == 0
        ? Optional.empty()
        : Optional.of(
            new DigestRow(
                key.get(),
                (long) iterations * blocks,
                pw -> derivation.pbkdf2(hash, pw, salt.get(), iterations, length)));
  }
}
