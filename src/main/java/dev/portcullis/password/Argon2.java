package dev.portcullis.password;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Argon2 as its reference implementation writes it: {@code $argon2id$v=19$m=,t=,p=$salt$hash}. */
final class Argon2 implements PasswordFormat {
  // In the order of RFC 9106: Argon2d is 0, Argon2i 1, Argon2id 2.
  private static final List<String> TYPES = List.of("argon2d", "argon2i", "argon2id");

  private static final Pattern FIELDS =
      Pattern.compile(
          "\\$(?<type>argon2d|argon2i|argon2id)(?:\\$v=(?<version>16|19))?"
              + "\\$(?<cost>[mt]=[0-9]+,[mt]=[0-9]+,p=[0-9]+)"
              + "\\$(?<salt>[A-Za-z0-9+/]+)\\$(?<digest>[A-Za-z0-9+/]+)");

  // Shiro puts the passes before the memory.
  private static final Pattern COST =
      Pattern.compile(
          "(?:m=(?<memory>[0-9]+),t=(?<passes>[0-9]+)|t=(?<passes2>[0-9]+),m=(?<memory2>[0-9]+))"
              + ",p=(?<lanes>[0-9]+)");
  private static final int MIN_BYTES = 4; // RFC 9106, section 3.1, of the tag.
  private static final int MAX_BYTES = 512;

  private final KeyDerivation derivation;

  Argon2(KeyDerivation derivation) {
    this.derivation = derivation;
  }

  @Override
  public Optional<StoredPassword> read(String stored) {
    Matcher fields = FIELDS.matcher(stored);
    if (!fields.matches()) {
      return Optional.empty();
    }
    Optional<Argon2Cost> cost = cost(fields);
    Optional<byte[]> salt = bytes(fields.group("salt"));
    Optional<byte[]> digest = bytes(fields.group("digest"));
    if (cost.isEmpty() || salt.isEmpty() || digest.isEmpty()) {
      return Optional.empty();
    }
    int length = digest.get().length;
    return Optional.of(
        new DigestRow(
            digest.get(),
            cost.get().rounds(),
            password -> derivation.argon2(cost.get(), password, salt.get(), length)));
  }

  private static Optional<Argon2Cost> cost(Matcher fields) {
    Matcher cost = COST.matcher(fields.group("cost"));
    if (!cost.matches()) {
      return Optional.empty();
    }
    String memory = cost.group("memory") == null ? cost.group("memory2") : cost.group("memory");
    String passes = cost.group("passes") == null ? cost.group("passes2") : cost.group("passes");
    return Optional.of(
            new Argon2Cost(
                TYPES.indexOf(fields.group("type")),
                // The first version did not name itself.
                "19".equals(fields.group("version")) ? 19 : 16,
                Cost.bounded(memory, Argon2Cost.MAX_MEMORY),
                Cost.bounded(passes, Argon2Cost.MAX_PASSES),
                Cost.bounded(cost.group("lanes"), Argon2Cost.MAX_LANES)))
        .filter(Argon2Cost::isBearable);
  }

  private static Optional<byte[]> bytes(String text) {
    return Encoded.unpaddedBase64(text)
        .filter(bytes -> bytes.length >= MIN_BYTES && bytes.length <= MAX_BYTES);
  }

  /** The value to store. */
  static String write(Argon2Cost cost, byte[] salt, byte[] digest) {
    return prefix(cost) + Encoded.toUnpaddedBase64(salt) + "$" + Encoded.toUnpaddedBase64(digest);
  }

  /** What stands before the salt. */
  static String prefix(Argon2Cost cost) {
    return "$%s$v=%d$m=%d,t=%d,p=%d$"
        .formatted(
            TYPES.get(cost.type()), cost.version(), cost.memory(), cost.passes(), cost.lanes());
  }
}
