package dev.portcullis.password;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** A format that stands behind a mark, such as {@code {bcrypt}$2a$...}. */
final class Prefixed implements PasswordFormat {
  private final String prefix;
  private final PasswordFormat format;
  private final UnaryOperator<byte[]> prehash;

  Prefixed(String prefix, PasswordFormat format) {
    this(prefix, format, UnaryOperator.identity());
  }

  /** The format as if {@code prehash} of the password were the password. */
  Prefixed(String prefix, PasswordFormat format, UnaryOperator<byte[]> prehash) {
    this.prefix = prefix;
    this.format = format;
    this.prehash = prehash;
  }

  @Override
  public Optional<StoredPassword> read(String stored) {
    return stored.startsWith(prefix)
        ? format.read(stored.substring(prefix.length())).map(row -> new Row(row, prehash))
        : Optional.empty();
  }

  private record Row(StoredPassword row, UnaryOperator<byte[]> prehash) implements StoredPassword {
    @Override
    public boolean matches(byte[] password) {
      return row.matches(prehash.apply(password));
    }

    @Override
    public long rounds() {
      return row.rounds();
    }
  }
}
