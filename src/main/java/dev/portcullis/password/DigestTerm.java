package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What goes into a digest.
 *
 * @param usesSalt whether it depends on the salt
 * @param binding the salt as text -> the function of the password; empty if the salt cannot be
 *     decoded
 */
record DigestTerm(boolean usesSalt, Function<String, Optional<UnaryOperator<byte[]>>> binding) {

  static DigestTerm password() {
    return new DigestTerm(false, salt -> Optional.of(UnaryOperator.identity()));
  }

  static DigestTerm text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new DigestTerm(false, salt -> Optional.of(password -> bytes));
  }

  /** The bytes that the salt stands for. */
  static DigestTerm salt(Function<String, Optional<byte[]>> decoding) {
    return new DigestTerm(true, salt -> decoding.apply(salt).map(bytes -> password -> bytes));
  }

  /** The digest of another term, in hex. */
  static DigestTerm digest(HashFunction hash, DigestTerm input) {
    return new DigestTerm(
        input.usesSalt,
        salt ->
            input
                .with(salt)
                .map(
                    bound ->
                        password ->
                            Encoded.toHex(hash.digest(bound.apply(password))).getBytes(US_ASCII)));
  }

  /** One after the other. */
  static DigestTerm joined(List<DigestTerm> terms) {
    return new DigestTerm(
        terms.stream().anyMatch(DigestTerm::usesSalt),
        salt -> {
          List<UnaryOperator<byte[]>> bound = new ArrayList<>();
          terms.forEach(term -> term.with(salt).ifPresent(bound::add));
          return bound.size() < terms.size()
              ? Optional.empty()
              : Optional.of(password -> joined(bound, password));
        });
  }

  /** The function of the password alone. */
  Optional<UnaryOperator<byte[]>> with(String salt) {
    return binding.apply(salt);
  }

  private static byte[] joined(List<UnaryOperator<byte[]>> parts, byte[] password) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    parts.forEach(part -> bytes.writeBytes(part.apply(password)));
    return bytes.toByteArray();
  }
}
