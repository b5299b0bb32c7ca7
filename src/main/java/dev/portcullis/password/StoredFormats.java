package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All formats that are known by their form, in the order in which they are tried. */
final class StoredFormats implements PasswordFormat {
  private static final byte[] WORDPRESS_KEY = "wp-sha384".getBytes(US_ASCII);

  private final List<PasswordFormat> formats;

  StoredFormats(KeyDerivation derivation) {
    this.formats =
        Stream.of(django(derivation), crypts(derivation), spring(derivation), others(derivation))
            .flatMap(List::stream)
            .toList();
  }

  @Override
  public Optional<StoredPassword> read(String stored) {
    return formats.stream().flatMap(format -> format.read(stored).stream()).findFirst();
  }

  private static List<PasswordFormat> django(KeyDerivation derivation) {
    Bcrypt bcrypt = new Bcrypt(derivation);
    return List.of(
        new DjangoPbkdf2("pbkdf2_sha256", HashFunction.SHA256, derivation),
        new DjangoPbkdf2("pbkdf2_sha1", HashFunction.SHA1, derivation),
        new DjangoScrypt(derivation),
        new DjangoDigest(),
        new Prefixed("argon2", new Argon2(derivation)),
        new Prefixed("bcrypt$", bcrypt),
        new Prefixed("bcrypt_sha256$", bcrypt, pw -> hex(HashFunction.SHA256, pw)));
  }

  /** What crypt(3) and PHP write without anything before it. */
  private static List<PasswordFormat> crypts(KeyDerivation derivation) {
    Bcrypt bcrypt = new Bcrypt(derivation);
    Phpass phpass = new Phpass();
    return List.of(
        bcrypt,
        new Argon2(derivation),
        new Md5Crypt(),
        new ShaCrypt(),
        phpass,
        // Drupal put the MD5 digests of its sixth version through phpass.
        new Prefixed("U", phpass, pw -> hex(HashFunction.MD5, pw)),
        new Prefixed(
            "$wp",
            bcrypt,
            pw ->
                Encoded.toBase64(HashFunction.SHA384.hmac(WORDPRESS_KEY, pw)).getBytes(US_ASCII)));
  }

  private static List<PasswordFormat> spring(KeyDerivation derivation) {
    SpringScrypt scrypt = new SpringScrypt(derivation);
    Argon2 argon2 = new Argon2(derivation);
    return List.of(
        new Prefixed("{bcrypt}", new Bcrypt(derivation)),
        new Prefixed("{argon2}", argon2),
        new Prefixed("{argon2@SpringSecurity_v5_8}", argon2),
        scrypt,
        new Prefixed("{scrypt}", scrypt),
        new Prefixed("{scrypt@SpringSecurity_v5_8}", scrypt),
        SpringPbkdf2.v5(derivation),
        SpringPbkdf2.v58(derivation),
        new SpringSha256(),
        new SpringDigest(),
        new Prefixed("{ldap}", new LdapDigest()),
        new Noop());
  }

  private static List<PasswordFormat> others(KeyDerivation derivation) {
    Bcrypt bcrypt = new Bcrypt(derivation);
    Argon2 argon2 = new Argon2(derivation);
    DesCrypt des = new DesCrypt();
    PasswordFormat anyCrypt = firstOf(List.of(bcrypt, new Md5Crypt(), new ShaCrypt(), des));
    return List.of(
        new ShiroHash(),
        new Prefixed("$shiro2", firstOf(List.of(argon2, bcrypt))),
        new JakartaPbkdf2(derivation),
        new TomcatDigest(derivation),
        new JettyPassword(),
        new Prefixed("CRYPT:", anyCrypt),
        new LdapDigest(),
        new Prefixed("{CRYPT}", anyCrypt),
        new Prefixed("{crypt}", anyCrypt),
        new Prefixed("{ARGON2}", argon2),
        new MysqlPassword());
  }

  private static PasswordFormat firstOf(List<PasswordFormat> formats) {
    return stored -> formats.stream().flatMap(format -> format.read(stored).stream()).findFirst();
  }

  private static byte[] hex(HashFunction hash, byte[] password) {
    return Encoded.toHex(hash.digest(password)).getBytes(US_ASCII);
  }
}
