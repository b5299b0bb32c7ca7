package dev.portcullis.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.portcullis.password.Vectors.Vector;
import java.security.SecureRandom;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the original software stored; where it comes from stands in the file of vectors. */
class VectorsTest {
  private static final PasswordPolicy POLICY = PasswordPolicy.of(new Pbkdf2Encoding(1_000));

  private final PasswordHashes hashes = new PasswordHashes(POLICY, new SecureRandom());

  static Stream<Vector> vectors() {
    return Vectors.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void originalsAreUnderstood(Vector vector) {
    assertThat(hashes.matches(vector.password(), vector.stored())).isEqualTo(vector.matches());

    // In front, since several formats do not look at the end of a long password.
    assertThat(hashes.matches("-" + vector.password(), vector.stored())).isFalse();
    assertThat(hashes.matches(vector.password() + "\0", vector.stored())).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void spacesThatFillUpTheColumnDoNotCountAndALineEndDoes(Vector vector) {
    PasswordHashes quick = new PasswordHashes(POLICY, new SecureRandom(), new CountingDerivation());

    assertThat(quick.matches(vector.password(), vector.stored() + "   "))
        .isEqualTo(vector.matches());
    assertThat(quick.matches(vector.password(), vector.stored() + "\n")).isFalse();
    assertThat(quick.matches(vector.password(), " " + vector.stored())).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void damagedRowsAreNoException(Vector vector) {
    PasswordHashes free = new PasswordHashes(POLICY, new SecureRandom(), new NoDerivation());
    Random random = new Random(vector.stored().hashCode());

    for (int i = 0; i < 200; i++) {
      String damaged = damaged(vector.stored(), random);
      assertThatCode(() -> free.matches(vector.password(), damaged))
          .as(damaged)
          .doesNotThrowAnyException();
    }
  }

  private static String damaged(String stored, Random random) {
    String characters = "$:{}*=,+/.!0123456789abcXYZ\u00e9 \n";
    int at = random.nextInt(stored.length());
    String put = String.valueOf(characters.charAt(random.nextInt(characters.length())));
    return switch (random.nextInt(4)) {
      case 0 -> stored.substring(0, at);
      case 1 -> stored.substring(0, at) + put + stored.substring(at + 1);
      case 2 -> stored.substring(0, at) + put + stored.substring(at);
      default -> stored.substring(0, at) + stored.substring(at + 1);
    };
  }

  /** What matters is who calls it and with what: the results are zero. */
  private static final class NoDerivation implements KeyDerivation {
    @Override
    public byte[] pbkdf2(
        HashFunction hash, byte[] password, byte[] salt, int iterations, int length) {
      assertThat(iterations).isBetween(1, 5_000_000);
      return new byte[length];
    }

    @Override
    public byte[] bcrypt(int cost, byte[] key, byte[] salt) {
      assertThat(cost).isBetween(4, 15);
      assertThat(key).hasSize(72);
      assertThat(salt).hasSize(16);
      return new byte[23];
    }

    @Override
    public byte[] argon2(Argon2Cost cost, byte[] password, byte[] salt, int length) {
      assertThat(cost.memory()).isBetween(8, 262_144);
      assertThat(cost.passes()).isBetween(1, 10);
      assertThat(cost.lanes()).isBetween(1, 8);
      return new byte[length];
    }

    @Override
    public byte[] scrypt(ScryptCost cost, byte[] password, byte[] salt, int length) {
      assertThat(128L * cost.n() * cost.r() * cost.p()).isLessThanOrEqualTo(256L * 1024 * 1024);
      return new byte[length];
    }
  }
}
