package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Django's scrypt: {@code scrypt$N$salt$r$p$base64(64 bytes)}; the salt is text. */
final class DjangoScrypt implements PasswordFormat {
  private static final Pattern FIELDS =
      Pattern.compile("scrypt\\$([0-9]+)\\$([^$]+)\\$([0-9]+)\\$([0-9]+)\\$([A-Za-z0-9+/]+={0,2})");
  private static final int DIGEST_BYTES = 64;

  private final KeyDerivation derivation;

  DjangoScrypt(KeyDerivation derivation) {
    this.derivation = derivation;
  }

  @Override
  public Optional<StoredPassword> read(String stored) {
    Matcher fields = FIELDS.matcher(stored);
    if (!fields.matches()) {
      return Optional.empty();
    }
    ScryptCost cost = new ScryptCost(number(fields, 1), number(fields, 3), number(fields, 4));
    byte[] salt = fields.group(2).getBytes(UTF_8);
    return Encoded.base64(fields.group(5))
        .filter(digest -> cost.isBearable() && digest.length == DIGEST_BYTES)
        .map(
            digest ->
                new DigestRow(
                    digest, cost.rounds(), pw -> derivation.scrypt(cost, pw, salt, DIGEST_BYTES)));
  }

  private static int number(Matcher fields, int group) {
    return Cost.bounded(fields.group(group), Integer.MAX_VALUE);
  }
}
