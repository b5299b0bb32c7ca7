package dev.portcullis.jwt;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/** What an Ed25519 key must be to be trusted, whoever made it. */
final class EdwardsStrength {
  /**
   * The points of small order, whatever their sign, in each way to write them: with one of them
   * somebody can sign who knows no private key (RFC 8032, section 8.7, leaves it to the caller).
   */
  private static final Set<String> SMALL_ORDER =
      Set.of(
          "00".repeat(32),
          "01" + "00".repeat(31),
          "ec" + "ff".repeat(30) + "7f",
          "ed" + "ff".repeat(30) + "7f",
          "ee" + "ff".repeat(30) + "7f",
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");

  private EdwardsStrength() {}

  /** Throws {@code IllegalArgumentException} with what is wrong with the {@code x} of a JWK. */
  static void require(String x) {
    byte[] point = Base64.getUrlDecoder().decode(x);
    point[point.length - 1] &= 0x7f; // The sign.
    if (SMALL_ORDER.contains(HexFormat.of().formatHex(point))) {
      throw new IllegalArgumentException("Ed25519 key with which anybody can sign; make a new one");
    }
  }
}
