package dev.portcullis.password;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Pbkdf2Test {
  @ParameterizedTest(name = "RFC 6070: {0}, {1}, {2} iterations")
  @CsvSource({
    "password, salt, 1, 0c60c80f961f0e71f3a9b524af6012062fe037a6",
    "password, salt, 2, ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957",
    "password, salt, 4096, 4b007901b765489abead49d926f721d065a429c1",
    "passwordPASSWORDpassword, saltSALTsaltSALTsaltSALTsaltSALTsalt, 4096,"
        + " 3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038",
    "pass\0word, sa\0lt, 4096, 56fa6aa75548099dcc37d7f03425e0c3",
  })
  void sha1KeysAreThoseOfRfc6070(String password, String salt, int iterations, String key) {
    assertThat(derive(HashFunction.SHA1, password, salt, iterations, key.length() / 2))
        .isEqualTo(key);
  }

  @ParameterizedTest(name = "RFC 7914: {0}, {1}, {2} iterations")
  @CsvSource({
    "passwd, salt, 1, 55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
        + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783",
    "Password, NaCl, 80000, 4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
        + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d",
  })
  void sha256KeysAreThoseOfRfc7914(String password, String salt, int iterations, String key) {
    assertThat(derive(HashFunction.SHA256, password, salt, iterations, 64)).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "SHA1, PBKDF2WithHmacSHA1",
    "SHA224, PBKDF2WithHmacSHA224",
    "SHA256, PBKDF2WithHmacSHA256",
    "SHA384, PBKDF2WithHmacSHA384",
    "SHA512, PBKDF2WithHmacSHA512",
  })
  void keysAreThoseOfTheJdk(HashFunction hash, String jdkName) throws GeneralSecurityException {
    SecretKeyFactory jdk = SecretKeyFactory.getInstance(jdkName);
    Random random = new Random(1);

    // Password lengths around the block of 64 or 128 bytes, at which HMAC hashes its key first.
    for (int length : new int[] {0, 1, 20, 32, 63, 64, 65, 127, 128, 129, 1000, 8192}) {
      String password = "p".repeat(length);
      byte[] salt = new byte[1 + random.nextInt(100)];
      random.nextBytes(salt);
      int iterations = 1 + random.nextInt(50);
      int bytes = 1 + random.nextInt(100);
      byte[] expected =
          jdk.generateSecret(
                  new PBEKeySpec(password.toCharArray(), salt, iterations, bytes * Byte.SIZE))
              .getEncoded();

      byte[] key = Pbkdf2.derive(hash, password.getBytes(US_ASCII), salt, iterations, bytes);

      assertThat(key).as("password of %d bytes", length).isEqualTo(expected);
    }
  }

  @Test
  void noIterationsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> derive(HashFunction.SHA1, "p", "s", 0, 20))
        .withMessage("iterations = 0: want at least 1");
  }

  private static String derive(
      HashFunction hash, String password, String salt, int iterations, int length) {
    byte[] key =
        Pbkdf2.derive(
            hash, password.getBytes(US_ASCII), salt.getBytes(US_ASCII), iterations, length);
    return HexFormat.of().formatHex(key);
  }
}
