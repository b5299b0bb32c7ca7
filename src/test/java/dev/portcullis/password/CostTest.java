package dev.portcullis.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The most and the least that a row may ask for: one more or less, and it is malformed. */
class CostTest {
  private static final String KEY = "A".repeat(43) + "=";
  private static final String LONG_KEY = "A".repeat(86) + "==";
  private final StoredFormats formats = new StoredFormats(new SlowHashes());

  @ParameterizedTest(name = "{0}: {1} is read, {2} is not")
  @CsvSource(
      delimiter = '|',
      value = {
        "pbkdf2_sha256$COST$salt$KEY             | 5000000 | 5000001",
        "pbkdf2_sha256$COST$salt$KEY             | 1       | 0",
        "$2b$COST$BCRYPT                         | 15      | 16",
        "$2b$COST$BCRYPT                         | 04      | 03",
        "bcrypt_sha256$$2b$COST$BCRYPT           | 15      | 16",
        "$argon2id$v=19$m=COST,t=1,p=1$AAAAAAAA$BBBBBBBB | 262144 | 262145",
        "$argon2id$v=19$m=COST,t=1,p=2$AAAAAAAA$BBBBBBBB | 16 | 15",
        "$argon2id$v=19$m=64,t=COST,p=1$AAAAAAAA$BBBBBBBB | 10 | 11",
        "$argon2id$v=19$m=64,t=COST,p=1$AAAAAAAA$BBBBBBBB | 1 | 0",
        "$argon2id$v=19$m=72,t=1,p=COST$AAAAAAAA$BBBBBBBB | 8 | 9",
        "$argon2id$v=COST$m=64,t=1,p=1$AAAAAAAA$BBBBBBBB | 16 | 17",
        "scrypt$COST$salt$8$1$LONG               | 262144  | 524288",
        "scrypt$COST$salt$8$1$LONG               | 16384   | 16383",
        "scrypt$16384$salt$8$COST$LONG           | 16      | 17",
        "scrypt$16384$salt$COST$1$LONG           | 128     | 129",
        "scrypt$COST$salt$1$1$LONG               | 32768   | 65536",
        "$COST0801$AAAA$KEY                      | e       | 13",
        "$eCOST01$AAAA$KEY                       | 08      | 00",
        "$5$rounds=COST$salt$CRYPT               | 1000000 | 1000001",
        "$5$rounds=COST$salt$CRYPT               | 1000    | 999",
        "$5$rounds=COST$salt$CRYPT               | 5000    | 05000",
        "$P$COST12345678ABCDEFGHIJKLMNOPQRSTUV   | I       | J",
        "$P$COST12345678ABCDEFGHIJKLMNOPQRSTUV   | 5       | 4",
        "$shiro1$SHA-256$COST$AAAA$KEY           | 5000000 | 5000001",
        "PBKDF2WithHmacSHA256:COST:AAAA:KEY      | 5000000 | 5000001",
        "PBKDF2WithHmacSHA256:COST:AAAA:LONG     | 2500000 | 2500001",
        "00ff$COST$0123456789abcdef0123456789abcdef | 1000000 | 1000001",
      })
  void oneBeyondTheBoundIsMalformed(String row, String good, String bad) {
    assertThat(formats.read(filled(row, good))).as(good).isPresent();
    assertThat(formats.read(filled(row, bad))).as(bad).isEmpty();
  }

  @Test
  void numbersThatOverflowAreMalformed() {
    for (String number : new String[] {"99999999999", "4294967297", "18446744073709551617"}) {
      assertThat(formats.read(filled("pbkdf2_sha256$COST$salt$KEY", number))).isEmpty();
      assertThat(formats.read(filled("$5$rounds=COST$salt$CRYPT", number))).isEmpty();
      assertThat(formats.read(filled("scrypt$1024$salt$COST$1$LONG", number))).isEmpty();
    }
    assertThat(formats.read(filled("scrypt$1024$salt$536870912$536870912$LONG", ""))).isEmpty();
  }

  private static String filled(String row, String cost) {
    return row.replace("COST", cost)
        .replace("BCRYPT", "a".repeat(21) + "e" + "a".repeat(31))
        .replace("CRYPT", "a".repeat(43))
        .replace("KEY", KEY)
        .replace("LONG", LONG_KEY);
  }
}
