package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * phpass: {@code $P$} of WordPress and {@code $H$} of phpBB with MD5, {@code $S$} of Drupal 7 with
 * SHA-512. Behind the mark come one character for the logarithm of the rounds, eight of salt, and
 * the digest, which Drupal cuts so that all of it has 55 characters.
 */
final class Phpass implements PasswordFormat {
  private static final Pattern FIELDS =
      Pattern.compile(
          "(?:\\$[PH]\\$([./0-9A-Za-z])([./0-9A-Za-z]{8})([./0-9A-Za-z]{22})"
              + "|\\$S\\$([./0-9A-Za-z])([./0-9A-Za-z]{8})([./0-9A-Za-z]{43}))");
  private static final int MIN_LOG_ROUNDS = 7;
  private static final int MAX_LOG_ROUNDS = 20;

  @Override
  public Optional<StoredPassword> read(String stored) {
    Matcher fields = FIELDS.matcher(stored);
    if (!fields.matches()) {
      return Optional.empty();
    }
    boolean drupal = fields.group(1) == null;
    int group = drupal ? 4 : 1;
    HashFunction hash = drupal ? HashFunction.SHA512 : HashFunction.MD5;
    int logRounds = Crypt64.ALPHABET.indexOf(fields.group(group));
    byte[] salt = fields.group(group + 1).getBytes(US_ASCII);
    String digest = fields.group(group + 2);
    return logRounds < MIN_LOG_ROUNDS || logRounds > MAX_LOG_ROUNDS
        ? Optional.empty()
        : Optional.of(
            new DigestRow(
                digest,
                1L << logRounds,
                pw -> hash(hash, pw, salt, 1 << logRounds, digest.length())));
  }

  private static byte[] hash(
      HashFunction hash, byte[] password, byte[] salt, int rounds, int length) {
    byte[] digest = hash.digest(salt, password);
    for (int i = 0; i < rounds; i++) {
      digest = hash.digest(digest, password);
    }
    return Crypt64.ofBytesInOrder(digest).substring(0, length).getBytes(US_ASCII);
  }
}
