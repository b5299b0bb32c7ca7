package dev.portcullis.password;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The digests of LDAP directories (RFC 2307) and of Tomcat: {@code {SHA}base64} and, with the salt
 * behind the digest, {@code {SSHA}base64}; likewise MD5 and the members of SHA-2.
 *
 * <p>Directories hash UTF-8, Tomcat ISO 8859-1: either will do.
 */
final class LdapDigest implements PasswordFormat {
  private static final Pattern FIELDS =
      Pattern.compile("\\{(S?)(MD5|SHA(?:256|384|512)?)\\}([A-Za-z0-9+/]+={0,2})");
  private static final Pattern SCHEME = Pattern.compile("\\{[A-Za-z0-9]+\\}");

  private static final Map<String, HashFunction> FUNCTIONS =
      Map.of(
          "MD5", HashFunction.MD5,
          "SHA", HashFunction.SHA1,
          "SHA256", HashFunction.SHA256,
          "SHA384", HashFunction.SHA384,
          "SHA512", HashFunction.SHA512);

  @Override
  public Optional<StoredPassword> read(String stored) {
    Matcher fields = FIELDS.matcher(withSchemeInCapitals(stored));
    return fields.matches() ? read(fields) : Optional.empty();
  }

  private static Optional<StoredPassword> read(Matcher fields) {
    boolean salted = !fields.group(1).isEmpty();
    HashFunction hash = FUNCTIONS.getOrDefault(fields.group(2), HashFunction.SHA1);
    int length = hash.digestBytes();
    return Encoded.base64(fields.group(3))
        .filter(bytes -> salted ? bytes.length > length : bytes.length == length)
        .map(
            bytes -> {
              byte[] salt = Encoded.part(bytes, length, bytes.length);
              return DigestRow.ofEitherCharset(
                  Encoded.part(bytes, 0, length), 1, password -> hash.digest(password, salt));
            });
  }

  private static String withSchemeInCapitals(String stored) {
    Matcher scheme = SCHEME.matcher(stored);
    return scheme.lookingAt()
        ? scheme.group().toUpperCase(Locale.ROOT) + stored.substring(scheme.end())
        : stored;
  }
}
